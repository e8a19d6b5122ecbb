"""What the agency asks: its questions, the answer sheets of the public, and what they add up to."""
