"""Tests of how files become seeds."""
