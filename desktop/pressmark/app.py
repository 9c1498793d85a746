"""The composition root: the one place that builds Pressmark's objects and opens the window."""
