"""The times layer."""
