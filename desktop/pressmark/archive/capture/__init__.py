"""Getting a page once: from the web or from what the user brought."""
