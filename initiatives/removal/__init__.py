"""A proposal taken down after publishing: two persons, a coded ground, a public trace, a way back."""
