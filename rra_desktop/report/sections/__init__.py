"""The sections of a summary, each made from an analysis by a function of its own."""
