"""What several forms of papers have in common."""

from django import forms

LONGEST_TEXT = 200_000
LONGEST_REASON = 3_000


def lines_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
