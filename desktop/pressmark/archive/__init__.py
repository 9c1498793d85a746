"""The core of Pressmark: one folder of saved articles, usable from a script, without a window."""
