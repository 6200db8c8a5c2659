"""Tests of where each rule begins and ends; what it says is shown by the fixtures of the diagnostics."""
