"""The shelves, tags and sites at the left of the window."""
