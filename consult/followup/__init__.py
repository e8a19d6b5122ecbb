"""What became of a hearing: the final text, each section's outcome, the evaluation of the law."""
