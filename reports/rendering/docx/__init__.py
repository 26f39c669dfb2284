"""A paper as a Word file that a person goes on writing in: real styles, lists, footnotes, sections."""

from reports.rendering.docx.writing import write, write_part

__all__ = ["write", "write_part"]
