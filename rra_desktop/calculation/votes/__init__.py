"""Majorities of the Units, who together has one, and the demands left."""
