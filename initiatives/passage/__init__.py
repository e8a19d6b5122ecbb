"""After the threshold: the book of a committee, second destinations, and who may speak for it."""
