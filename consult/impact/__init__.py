"""What a draft would bring: the impact assessment in fields, and how easily its summary is read."""
