"""What people are told: in the app, in one mail each morning, and again as a deadline comes near."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """A short message to one person."""

    class Kind(models.TextChoices):
        WORK = "work", "Việc chờ tôi xử lý"
        NEWS = "news", "Diễn biến của việc tôi tham gia"
        DEADLINE = "deadline", "Nhắc hạn"
        ESCALATED = "escalated", "Việc quá hạn báo lên"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người nhận", related_name="notices"
    )
    kind = models.CharField("loại", max_length=10, choices=Kind.choices, default=Kind.WORK)
    text = models.CharField("nội dung", max_length=500)
    url = models.CharField("đường dẫn", max_length=300, blank=True)
    about = models.CharField("khóa của việc", max_length=160, blank=True)
    created_at = models.DateTimeField("thời điểm", auto_now_add=True)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ("-id",)
        indexes = [
            models.Index(
                fields=("person", "-id"), name="notice_unread", condition=models.Q(read_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.text


class NoticeSettings(models.Model):
    """What one person wants to be told, and where; without a row, everything."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name="người dùng",
        related_name="notice_settings",
    )
    has_digest = models.BooleanField("nhận thư tổng hợp mỗi sáng", default=True)
    muted = models.JSONField("không báo trong phần mềm", default=list, blank=True)
    unmailed = models.JSONField("không đưa vào thư", default=list, blank=True)

    class Meta:
        verbose_name = "cài đặt thông báo"
        verbose_name_plural = "cài đặt thông báo"

    def __str__(self) -> str:
        return f"Cài đặt thông báo của {self.person}"


class Reminder(models.Model):
    """One rung of the ladder that one person was told: the key keeps it from being told twice."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người nhận", related_name="+"
    )
    key = models.CharField("khóa của việc", max_length=160)
    rung = models.CharField("bậc nhắc", max_length=20)
    chain = models.CharField("cuộc", max_length=60, blank=True)
    text = models.CharField("nội dung", max_length=500)
    due_on = models.DateField("hạn")
    sent_at = models.DateTimeField("nhắc lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lời nhắc"
        verbose_name_plural = "lời nhắc"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "key", "rung"), name="a_person_is_reminded_once_a_rung"
            )
        ]
        indexes = [models.Index(fields=("chain", "-id"), name="reminder_chain")]

    def __str__(self) -> str:
        return self.text


class Snooze(models.Model):
    """One person does not want to hear of one thing until a day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người hoãn", related_name="snoozes"
    )
    key = models.CharField("khóa của việc", max_length=160)
    text = models.CharField("việc", max_length=500)
    until = models.DateField("nhắc lại từ ngày")

    class Meta:
        verbose_name = "hoãn nhắc"
        verbose_name_plural = "hoãn nhắc"
        ordering = ("until", "pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "key"), name="a_person_puts_a_thing_off_once")
        ]

    def __str__(self) -> str:
        return self.text


class Mail(models.Model):
    """A mail to one person: the row is the truth, the mail server is only told of it.

    A mail whose sending was cut off is not sent again by itself: nobody knows whether it went out,
    and nothing is sent twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "chờ gửi"
        SENDING = "sending", "đang gửi"
        SENT = "sent", "đã gửi"
        FAILED = "failed", "không gửi được"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người nhận", related_name="mails"
    )
    kind = models.CharField("loại thư", max_length=20, default="digest")
    day = models.DateField("ngày")
    subject = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung")
    html = models.TextField("nội dung HTML", blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=State.choices, default=State.WAITING
    )
    error = models.CharField("lỗi", max_length=500, blank=True)
    asked_at = models.DateTimeField("lập lúc", auto_now_add=True)
    claimed_at = models.DateTimeField("bắt đầu gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư"
        verbose_name_plural = "thư"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=("person", "kind", "day"), name="one_mail_of_a_kind_a_person_and_day"
            )
        ]
        indexes = [
            models.Index(
                fields=("id",),
                name="mail_unsent",
                condition=models.Q(state__in=("waiting", "sending")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.person})"
