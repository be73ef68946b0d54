"""The Overview room: the position on one page, what cannot wait first; every item leads to its place."""
