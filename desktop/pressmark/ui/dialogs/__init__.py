"""Windows that ask for a decision or for settings."""
