"""The Activity room: every change of the matter, and the way back from each."""
