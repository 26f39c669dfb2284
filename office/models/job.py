"""What a person waits for while a worker does it. The row is the truth, a message a wake-up."""

import uuid

from django.conf import settings
from django.db import models


class Job(models.Model):
    """One piece of work: `key` names it so that asking twice starts it once."""

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        RUNNING = "running", "đang xử lý"
        DONE = "done", "xong"
        FAILED = "failed", "không thành công"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("loại việc", max_length=40)
    key = models.CharField("khóa", max_length=120, unique=True)
    title = models.CharField("tên việc", max_length=300)
    payload = models.JSONField("tham số", default=dict)
    queue = models.CharField("hàng đợi", max_length=20, default="batch")
    state = models.CharField(
        "trạng thái", max_length=10, choices=State.choices, default=State.WAITING
    )
    progress = models.PositiveSmallIntegerField("tiến độ (%)", default=0)
    step = models.CharField("đang làm", max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    lease = models.UUIDField("thẻ giữ việc", null=True, blank=True)
    lease_until = models.DateTimeField("giữ việc đến", null=True, blank=True)
    error = models.TextField("lỗi", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người yêu cầu", null=True
    )
    asked_at = models.DateTimeField("yêu cầu lúc", auto_now_add=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "việc chạy nền"
        verbose_name_plural = "việc chạy nền"
        ordering = ("-asked_at",)
        indexes = [
            models.Index(
                fields=("state", "lease_until"),
                name="job_unfinished",
                condition=models.Q(state__in=("waiting", "running")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED}
