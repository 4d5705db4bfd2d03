"""The attributions layer."""
