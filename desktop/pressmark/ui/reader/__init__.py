"""The pane that shows an extraction."""
