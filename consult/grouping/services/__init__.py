"""The acts of grouping: sketching and proposing by the machine, deciding by a person."""
