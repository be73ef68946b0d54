"""The PDF summary as it will print."""
