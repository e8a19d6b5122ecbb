"""The ground: people, agencies, texts, law, record and letters; it knows no wing."""
