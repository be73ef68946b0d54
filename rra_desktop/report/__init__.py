"""The summary counsel hands out: what it says as plain data, and how it is set."""
