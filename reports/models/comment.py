"""What readers of a draft say about its words, before it is approved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from reports.models.block import Block
from reports.models.document import Document
from reports.models.version import Version


class Comment(models.Model):
    """One comment, or an answer to one. It outlives its block: then it falls to the section.

    `section` is where the block stood when it was written; without both it is of the whole paper.
    """

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="văn bản", related_name="comments"
    )
    block = models.ForeignKey(
        Block,
        models.SET_NULL,
        verbose_name="khối được góp ý",
        related_name="comments",
        null=True,
        blank=True,
    )
    section = models.ForeignKey(
        Block,
        models.SET_NULL,
        verbose_name="thuộc mục",
        related_name="+",
        null=True,
        blank=True,
    )
    # Of a paper that was handed in: the version that was read.
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name="bản đã đọc", null=True, blank=True
    )
    answers_to = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="trả lời góp ý",
        related_name="answers",
        null=True,
        blank=True,
    )
    quote = models.TextField("trích", blank=True)
    text = models.TextField("góp ý")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người góp ý", related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    mentioned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="người được nhắc", related_name="+", blank=True
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người đóng góp ý",
        related_name="+",
        null=True,
        blank=True,
    )
    resolved_at = models.DateTimeField("đóng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        ordering = ("document", "pk")
        constraints = [
            models.CheckConstraint(
                name="a_resolved_comment_says_who_and_when",
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answer_is_closed_with_its_comment",
                condition=Q(answers_to__isnull=True) | Q(resolved_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Góp ý của {self.author}"

    def get_absolute_url(self) -> str:
        """The reading page, open at the part of the comment or of what it answers."""
        page = reverse("reports:comments", args=[self.document.owner.code, self.document_id])
        root = self.answers_to_id or self.pk
        return f"{page}?gop-y={root}#gop-y-{root}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None
