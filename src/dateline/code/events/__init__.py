"""The events layer."""
