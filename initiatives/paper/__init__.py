"""Signing on paper: forms for everybody, and the desk of the registrars who key what comes back."""
