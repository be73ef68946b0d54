"""The page shown before a matter is open."""
