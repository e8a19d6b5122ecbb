"""What lies beside a proposal: one picture with its credit, and annexes that are signed with the text."""
