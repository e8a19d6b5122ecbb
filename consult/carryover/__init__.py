"""The carry-over: what became of each section and each comment when a new version came."""
