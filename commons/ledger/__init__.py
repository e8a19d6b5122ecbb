"""The transparency log: leaves, trees, signed heads and proofs (RFC 9162), one tree a log."""
