"""Texts that nobody would write: whole handbooks made at random, and real ones with wounds."""
