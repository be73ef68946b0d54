"""The matter file and the data the program ships; the only package that uses SQL."""
