"""Fetching: from URLs, feeds, OPML lists and sitemaps to documents, politely and within bounds."""
