"""The list of articles in the middle of the window."""
