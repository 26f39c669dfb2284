"""Units (cơ quan, đơn vị): those that issue, those that are inspected, those that receive."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from inspections.choices import Level, UnitKind
from office.text import search_key


class UnitQuerySet(TreeQuerySet):
    def existing_on(self, day: datetime.date) -> "UnitQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def matching(self, words: str) -> "UnitQuerySet":
        """By words without accents, in any order, or by the exact code."""
        found = self
        for word in search_key(words).split():
            found = found.filter(search_key__contains=word)
        return found

    def issuing(self) -> "UnitQuerySet":
        """Units that may issue papers: those with an abbreviation for the symbol."""
        return self.exclude(abbreviation="")


class Unit(models.Model):
    """One unit through its life. A merged unit stays and points to its successor."""

    parent = TreeNodeForeignKey(
        "self",
        models.PROTECT,
        verbose_name="cơ quan chủ quản",
        related_name="children",
        null=True,
        blank=True,
    )
    kind = models.CharField("loại", max_length=20, choices=UnitKind.choices)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    code = models.CharField("mã định danh", max_length=40, unique=True, null=True, blank=True)
    name = models.CharField("tên hiện nay", max_length=300)
    short_name = models.CharField("tên viết tắt", max_length=100, blank=True)
    abbreviation = models.CharField(
        "chữ viết tắt trong ký hiệu",
        max_length=40,
        blank=True,
        help_text="Như trong “01/QĐ-TTr”: TTr. Chỉ cơ quan ban hành văn bản mới cần.",
    )
    letterhead_name = models.CharField(
        "tên trên đầu văn bản", max_length=300, blank=True, help_text="Như in: THANH TRA QUẬN …"
    )
    head_post = models.CharField("chức vụ người đứng đầu", max_length=150, blank=True)
    place_name = models.CharField("địa danh ghi trên văn bản", max_length=100, blank=True)
    valid_from = models.DateField("thành lập ngày", null=True, blank=True)
    valid_to = models.DateField("tồn tại đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="đơn vị kế thừa",
        related_name="predecessors",
        null=True,
        blank=True,
    )
    search_key = models.CharField("khóa tìm kiếm", max_length=1500, editable=False, default="")

    objects = UnitQuerySet.as_manager(with_tree_fields=False)

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"
        ordering = ("name", "pk")
        indexes = [
            models.Index(fields=("kind", "name"), name="unit_kind_name"),
            GinIndex(fields=("search_key",), opclasses=("gin_trgm_ops",), name="unit_key_parts"),
        ]
        constraints = [
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày thành lập.",
            ),
            models.CheckConstraint(
                name="unit_does_not_succeed_itself",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message="Đơn vị không thể kế thừa chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.set_search_key()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key"}
        super().save(*args, **kwargs)

    def set_search_key(self) -> None:
        """What `matching` reads; rows made in bulk call this themselves, for they skip `save`.

        A paper of 2024 is looked for under the name of 2024, so former names are found as well.
        """
        words = [self.name, self.short_name, self.code or ""]
        if self.pk:
            past = self.names.order_by("-valid_to").values_list("name", "short_name")
            words += [name for names in past for name in names]
        self.search_key = search_key(" ".join(words))[:1500]

    def name_on(self, day: datetime.date) -> "UnitName | Unit":
        """The names a paper of that day prints; today's names where no change is recorded.

        Uses `self.names.all()`, so prefetch "names" when there are many units.
        """
        for past in self.names.all():
            if past.valid_to >= day and (past.valid_from is None or past.valid_from <= day):
                return past
        return self

    @property
    def letterhead(self) -> str:
        return self.letterhead_name or self.name.upper()

    def exists_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class UnitName(models.Model):
    """A former name: a paper of 2024 prints the name of 2024."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="đơn vị", related_name="names")
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên viết tắt", max_length=100, blank=True)
    letterhead_name = models.CharField("tên trên đầu văn bản", max_length=300, blank=True)
    place_name = models.CharField("địa danh", max_length=100, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày")
    document = models.CharField("theo văn bản", max_length=300, blank=True)

    class Meta:
        verbose_name = "tên cũ"
        verbose_name_plural = "tên cũ"
        ordering = ("unit", "valid_to")

    def __str__(self) -> str:
        return f"{self.name} (đến {self.valid_to:%d/%m/%Y})"

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        self.unit.save(update_fields=["search_key"])

    def delete(self, *args, **kwargs) -> Any:
        unit = self.unit
        gone = super().delete(*args, **kwargs)
        unit.save(update_fields=["search_key"])
        return gone

    @property
    def letterhead(self) -> str:
        return self.letterhead_name or self.name.upper()


class UnitContact(models.Model):
    """A person of an audited unit who may see what is addressed to it."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="contacts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="đầu mối",
        related_name="unit_contacts",
    )

    class Meta:
        verbose_name = "đầu mối đơn vị"
        verbose_name_plural = "đầu mối đơn vị"
        ordering = ("unit", "person")
        constraints = [
            models.UniqueConstraint(fields=("unit", "person"), name="one_contact_row_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.unit})"
