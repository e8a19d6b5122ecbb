"""The officials' pages of a hearing, a module for each part of its way."""
