"""What is done in moderation: report, take and decide, carry out an order, appeal and answer it."""
