"""The Agreement room: sections, the text, terms, readings and drafting points."""
