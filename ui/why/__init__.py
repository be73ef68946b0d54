"""The Why panel: how the selected figure was reached, and what another reading would give."""
