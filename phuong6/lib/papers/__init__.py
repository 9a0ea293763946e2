"""Papers and certificates: one source, laid out by law, as PDF and as editable DOCX."""
