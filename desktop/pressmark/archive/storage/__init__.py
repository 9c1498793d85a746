"""The archive's database and files; the only package that knows SQL."""
