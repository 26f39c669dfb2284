"""A paper as a Word file that a person goes on writing in: real styles, lists, footnotes, sections."""

from reports.rendering.docx.writing import write

__all__ = ["write"]
