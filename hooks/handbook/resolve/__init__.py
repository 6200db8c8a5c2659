"""Mentions to definitions: binds each to zero, one or many, and says nothing about it."""
