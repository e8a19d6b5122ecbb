"""Searching: one analyser in Python for every language, two engines beneath it."""
