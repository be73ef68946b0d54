"""What counsel can do to a matter: commands, and the pure planning that turns each into an edit."""
