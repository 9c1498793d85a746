"""From a page to its readable form, as pure functions."""
