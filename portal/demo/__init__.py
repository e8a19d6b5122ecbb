"""The demonstration: a living installation, made through the services under a travelling clock."""
