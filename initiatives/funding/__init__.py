"""Who pays for an initiative: gifts by name, amount and day, and the statement owed each month."""
