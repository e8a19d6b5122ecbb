"""Threads of comments about anything that has a kind and a key: words, stances, replies."""
