"""Texts that the office uses again: findings, recommendations, phrases of papers, by topic."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from findings.choices import EntryKind
from office.models import LegalProvision
from office.text import search_key


class LibraryQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "LibraryQuerySet":
        """Those of the office, and one's own."""
        return self.filter(Q(is_shared=True) | Q(saved_by=user))

    def in_use(self) -> "LibraryQuerySet":
        return self.filter(retired_at__isnull=True)


class LibraryEntry(models.Model):
    """One text to copy from. What was copied does not follow it, and it names no case."""

    kind = models.CharField("loại", max_length=20, choices=EntryKind.choices)
    # The kind of the finding or of the recommendation it becomes; the rooms know the words.
    sort = models.CharField("phân loại", max_length=20, blank=True)
    topic = models.CharField("chủ đề", max_length=200, blank=True)
    title = models.CharField("tên gọi", max_length=200)
    text = models.TextField("nội dung")
    provisions = models.ManyToManyField(
        LegalProvision, verbose_name="căn cứ pháp lý", blank=True, related_name="+"
    )
    is_shared = models.BooleanField("dùng chung trong cơ quan", default=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lưu", related_name="+"
    )
    saved_at = models.DateTimeField("lưu lúc", auto_now_add=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)
    uses = models.PositiveIntegerField("số lần dùng", default=0)
    last_used_on = models.DateField("dùng gần nhất", null=True, blank=True)
    retired_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)
    retired_because = models.CharField("lý do thôi dùng", max_length=500, blank=True)
    search_key = models.TextField("khóa tìm kiếm", editable=False, default="")

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = "mục thư viện"
        verbose_name_plural = "mục thư viện"
        ordering = ("-uses", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("findings:library_entry", args=[self.pk])

    def set_search_key(self) -> None:
        self.search_key = search_key(f"{self.title} {self.topic} {self.text}")
