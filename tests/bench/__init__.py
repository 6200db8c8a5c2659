"""How long builds take and what they need; measured, never asserted."""
