"""Linking: many reports, one picture; which mentions tell of one happening, what figures and promises come to."""
