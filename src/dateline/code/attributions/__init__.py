"""The attributions layer: who says what, and which quotation marks belong together."""
