"""What stood in a row before it was changed: written by the database itself, never by a rule."""

from django.db import models

from office.models.journal import JournalEntry


class RowChange(models.Model):
    """One UPDATE or DELETE of a watched row: the columns that changed, before and after.

    A trigger writes it (migration), so that no way of writing is forgotten. The line of the journal
    written in the same transaction says who did it and why.
    """

    class Act(models.TextChoices):
        UPDATE = "update", "sửa"
        DELETE = "delete", "xóa"

    table = models.CharField("bảng", max_length=63)
    row = models.BigIntegerField("khóa dòng")
    act = models.CharField("việc", max_length=6, choices=Act.choices)
    before = models.JSONField("trước")
    after = models.JSONField("sau", default=dict)
    at = models.DateTimeField("lúc")
    transaction = models.BigIntegerField("giao dịch")
    entry = models.ForeignKey(
        JournalEntry,
        models.PROTECT,
        verbose_name="dòng nhật ký",
        related_name="row_changes",
        null=True,
    )

    class Meta:
        verbose_name = "thay đổi của dòng"
        verbose_name_plural = "thay đổi của dòng"
        ordering = ("-id",)
        indexes = [
            models.Index(fields=("table", "row", "-id"), name="row_change_of_row"),
            models.Index(
                fields=("transaction",),
                name="row_change_unclaimed",
                condition=models.Q(entry__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.table}:{self.row}"
