"""Majorities of the Units, who together has one, and the demands left (§1(a), §1(c))."""
