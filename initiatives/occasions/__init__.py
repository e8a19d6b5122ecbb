"""What happens outside an initiative and binds it: elections, ends of terms, recesses, pauses."""
