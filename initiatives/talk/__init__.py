"""The discussion of a proposal: sides, replies, reactions, edits, names withheld, drafts."""
