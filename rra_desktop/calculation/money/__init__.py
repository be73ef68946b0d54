"""Proceeds of an offering, who bears an expense, and contribution to a loss."""
