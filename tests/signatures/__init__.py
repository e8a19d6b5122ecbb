"""The strong room."""
