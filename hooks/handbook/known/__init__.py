"""What was read before, as plain data in a store: many times quicker to take over than to read again, and never wrong."""
