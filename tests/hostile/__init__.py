"""Texts from strangers who mean no good."""
