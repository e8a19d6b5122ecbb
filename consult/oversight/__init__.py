"""What the body above sees and decides: exceptions that agencies want, and lateness below it."""
