"""Tests of how faults are placed and said."""
