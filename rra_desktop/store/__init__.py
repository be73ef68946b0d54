"""The matter file and what the program ships: the only speaker of SQL."""
