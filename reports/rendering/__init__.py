"""From a paper to what is read: one tree, one style sheet, the preview and the PDF."""
