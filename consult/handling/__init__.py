"""The desk of what was said: who works on which comments, private notes, how far the work is."""
