"""Pressmark keeps the articles a person wants to keep: saved for good, found as you type, read offline."""

__version__ = "0.1.0"
