"""Tests of how mentions are bound."""
