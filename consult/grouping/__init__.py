"""Near-duplicates as campaigns, and themes proposed from keywords; a person confirms or undoes."""
