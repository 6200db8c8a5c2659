"""Handbook to pages and files."""
