"""The machine side of the house: one OpenAPI document over the addresses of every room."""
