"""The register as of a day: the ledger replayed into positions, and what of them is Registrable."""
