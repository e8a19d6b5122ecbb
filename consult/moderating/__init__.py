"""Moderation of what is said in hearings: which hearing, whose moderators, and its public pages."""
