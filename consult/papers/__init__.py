"""The files beside a draft: memo, checklist, presentation; and those that are withheld for a time."""
