"""Letters and followers: who wants to know, what was composed, and that it was composed once."""
