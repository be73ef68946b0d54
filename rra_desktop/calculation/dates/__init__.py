"""Deadlines: notices, the events of a registration, the dates counted from them, and where each stands."""
