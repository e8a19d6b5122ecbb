"""Reports that a collection breaks the rules: a case number for whoever reports, an answer owed."""
