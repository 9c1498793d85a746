"""The single bridge between threads and Qt."""
