"""The shared calculation module: a matter and a day in, figures out; no file, no clock, no environment."""
