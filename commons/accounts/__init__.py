"""Accounts, their sessions, one-time values, rescued forms and the short-lived security log."""
