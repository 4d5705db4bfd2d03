"""The actors layer."""
