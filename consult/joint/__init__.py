"""Hearings that two or more agencies hold together."""
