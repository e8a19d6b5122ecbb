"""A legal text as a tree: import, versions, redline, matching, export."""
