"""Forms of findings, one file for each page."""
