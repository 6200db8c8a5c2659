"""What was read before, as plain data."""
