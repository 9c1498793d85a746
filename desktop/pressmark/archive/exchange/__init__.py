"""Taking articles out of the archive in open formats, and in from other programs."""
