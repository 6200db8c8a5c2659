"""The built site, end to end."""
