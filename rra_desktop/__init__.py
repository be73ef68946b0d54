"""The registration rights desk without a window: vocabulary, calculation, editing, file, reports, command line."""

__version__ = "0.1.0"
