"""Agreement forms: the text of a form read into a frozen `AgreementForm`, or told fault by fault where it is wrong."""
