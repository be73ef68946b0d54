"""The text of an agreement: read from a file that may hold anything, and its sections found by their headings."""
