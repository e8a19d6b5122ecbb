"""What an author does beside writing: take a suggestion in, hand over, throw a draft away, end it."""
