"""The written handbook under several hosts."""
