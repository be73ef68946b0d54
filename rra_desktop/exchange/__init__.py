"""Other people's formats, read strictly and written plainly: the matter as JSON, answers for programs, the sample."""
