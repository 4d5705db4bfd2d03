"""Coding: from a document's text to its coded document, as spaCy components run in order by `Coder`."""
