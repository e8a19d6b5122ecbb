"""The law in force that a draft changes, laid beside the draft section by section."""
