"""Proceeds of an offering, who bears an expense, and contribution to a loss (§4, §5)."""
