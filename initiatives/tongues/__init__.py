"""Translations of a proposal: offered by its initiators, reviewed, and never what is signed."""
