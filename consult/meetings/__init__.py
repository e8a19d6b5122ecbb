"""Where people can ask and be heard in person: contact persons in their order, meetings, minutes."""
