"""Filters of a list that a person keeps, for himself or for the office."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "SavedFilterQuerySet":
        """One's own, and those that others share; what they find is narrowed to the reader."""
        return self.filter(Q(person=user) | Q(is_shared=True))


class SavedFilter(models.Model):
    """The address of a list without its pages: what is asked and in which order."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name="người lưu",
        related_name="saved_filters",
    )
    listing = models.CharField("danh sách", max_length=30)
    name = models.CharField("tên bộ lọc", max_length=100)
    query = models.CharField("điều kiện", max_length=1500)
    is_shared = models.BooleanField("dùng chung trong cơ quan", default=False)
    pinned_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="người ghim", blank=True, related_name="+"
    )

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        ordering = ("listing", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "listing", "name"),
                name="a_person_names_a_filter_once",
                violation_error_message="Bạn đã có bộ lọc mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name
