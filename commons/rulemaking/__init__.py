"""How the rules change: a new version is prepared by one administrator and confirmed by another."""
