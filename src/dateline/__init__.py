"""Dateline turns news about conflict and crisis into sourced PLOVER event data."""
