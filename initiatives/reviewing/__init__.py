"""Beside a review: who has it in hand, private notes, what is similar, and the appeal."""
