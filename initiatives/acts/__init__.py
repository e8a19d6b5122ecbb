"""The acts of this wing, a file each; `initiatives.services` is their one index."""
