"""Words of findings: stored short, shown in Vietnamese."""

from django.db import models


class FindingKind(models.TextChoices):
    """Rising from praise to breach; a breach needs a cited rule (Điều 33 Luật Thanh tra 2025)."""

    STRENGTH = "strength", "Ưu điểm"
    NOTE = "note", "Ghi nhận"
    SHORTCOMING = "shortcoming", "Hạn chế, thiếu sót"
    VIOLATION = "violation", "Vi phạm"


class FindingState(models.TextChoices):
    NOTED = "noted", "Mới ghi nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"
    DROPPED = "dropped", "Đã bỏ"


class Severity(models.TextChoices):
    MINOR = "minor", "Ít nghiêm trọng"
    SERIOUS = "serious", "Nghiêm trọng"
    GRAVE = "grave", "Rất nghiêm trọng"


class HeadGrade(models.TextChoices):
    """The head's responsibility in corruption or waste (Điều 33 Luật Thanh tra 2025)."""

    WEAK = "weak", "Yếu kém về năng lực quản lý"
    CARELESS = "careless", "Thiếu trách nhiệm"
    COVERING = "covering", "Bao che"
