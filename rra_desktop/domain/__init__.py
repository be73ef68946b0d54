"""The vocabulary of a registration rights agreement: frozen values, no behaviour but their invariants."""
