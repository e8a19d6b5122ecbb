"""Parts of a hearing with dates of their own: questions first, then the draft's sections."""
