"""The register: who holds what, who can act together, and each holder's ledger."""
