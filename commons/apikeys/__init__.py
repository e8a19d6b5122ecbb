"""Keys of the API: who asks by machine, and how often in an hour."""
