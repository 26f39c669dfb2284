"""What tests of the pages of papers ask with."""

import re

from django.urls import reverse

from reports.models import Block, Document


def url(page: str, document: Document, *more) -> str:
    return reverse(f"reports:{page}", args=[document.inspection.code, document.pk, *more])


def words_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def text_row(document: Document) -> Block:
    return Block.objects.filter(document=document, kind="text", parent__isnull=False).first()
