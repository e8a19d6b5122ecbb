"""Citizens' initiatives: from a first draft over signatures to a committee's decision."""
