"""The rows of a draft: one row is what one person edits at once."""

from django.conf import settings
from django.db import models

from reports.choices import BlockKind, BlockPart
from reports.models.document import Document


class Block(models.Model):
    """A heading, a run of text, content bound to the case, or an annex.

    `data` by kind (see reports.content for the block values):
    section: {"heading": "…"}; text: {"blocks": […]}; annex: {"title", "landscape"};
    of a paper from elsewhere also "bare": true where the number is a word of the heading, and
    "numbering" of an annex (content.Numbering);
    bound: {"source", "key", "blocks": […], "is_edited": bool}.
    """

    document = models.ForeignKey(
        Document, models.CASCADE, verbose_name="văn bản", related_name="blocks"
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name="thuộc mục",
        related_name="children",
        null=True,
        blank=True,
    )
    part = models.CharField(
        "phần", max_length=10, choices=BlockPart.choices, default=BlockPart.BODY
    )
    position = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=BlockKind.choices)
    data = models.JSONField("nội dung", default=dict)
    revision = models.PositiveIntegerField("bản sửa", default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người sửa",
        related_name="+",
        null=True,
        blank=True,
    )
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "khối nội dung"
        verbose_name_plural = "khối nội dung"
        ordering = ("-document_id", "position", "pk")
        indexes = [models.Index(fields=("document", "position"), name="block_of_document")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"
