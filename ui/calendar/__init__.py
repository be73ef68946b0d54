"""The calendar of a matter: its deadlines by month and as a list."""
