"""The development identity provider: a process of its own, with invented people."""
