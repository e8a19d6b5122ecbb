"""The law as data: rule sets with their clauses, and the calendar by which they count."""
