"""Speaking well: suggested wordings, marked words, files, edits, reactions, drafts, order and search."""
