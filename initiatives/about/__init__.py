"""What a proposal is about and who stands beside it: fields, tags, area, organisations, meetings."""
