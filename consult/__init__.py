"""Hearings: a draft law is heard, section by section, and each point gets its answer."""
