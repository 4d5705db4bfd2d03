"""The places layer."""
