"""The house's own duties to the people whose data it holds: breaches, and requests about one's data."""
