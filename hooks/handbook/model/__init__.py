"""The shapes that each stage hands to the next: what was read, what it was bound to, what is written."""
