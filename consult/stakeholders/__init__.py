"""Who is concerned: an agency's register, its letters and their log, and invited bodies."""
