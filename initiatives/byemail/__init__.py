"""Supporting by e-mail, where the rule set allows it: not verified, and counted apart."""
