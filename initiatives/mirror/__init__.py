"""A parliament's own system beside ours: signed messages in, a signed outbox to be fetched (docs/parliament.md)."""
