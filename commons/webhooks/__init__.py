"""Webhooks: what enters the public record is sent, signed, to those who asked for it."""
