"""Reading hearings: one, many, their answers, and what a page or the API shows of them."""
