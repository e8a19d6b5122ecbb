"""The acts of a hearing, a module for each part of its way."""
