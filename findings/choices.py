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


class IndicatorKind(models.TextChoices):
    """How an indicator is measured; only a share has a percentage over several units."""

    SHARE = "share", "Tỷ lệ % (số đạt trên tổng số)"
    PERCENT = "percent", "Tỷ lệ % đã tính sẵn"
    NUMBER = "number", "Số lượng"


class TargetSide(models.TextChoices):
    AT_LEAST = "at_least", "từ mức này trở lên"
    AT_MOST = "at_most", "không quá mức này"


class MinutesKind(models.TextChoices):
    ANNOUNCEMENT = "announcement", "Công bố quyết định"
    WORKING = "working", "Làm việc"
    VERIFICATION = "verification", "Kiểm tra, xác minh"
    HANDING_OVER = "handing_over", "Giao nhận tài liệu"
    ENDING = "ending", "Kết thúc tiến hành trực tiếp"
    CONCLUSION = "conclusion_read", "Công bố kết luận"


class MinutesState(models.TextChoices):
    WRITING = "writing", "Đang ghi"
    SIGNING = "signing", "Chờ ký"
    SIGNED = "signed", "Đã ký đủ"
    DROPPED = "dropped", "Đã hủy"


class Side(models.TextChoices):
    """In the order in which a biên bản names them."""

    TEAM = "team", "Bên đoàn"
    UNIT = "unit", "Bên đơn vị"
    COMMUNE = "commune", "Đại diện UBND cấp xã"
    WITNESS = "witness", "Người chứng kiến"


class RequestKind(models.TextChoices):
    INFORMATION = "information", "Cung cấp thông tin, tài liệu"
    EXPLANATION = "explanation", "Giải trình"


class RequestState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ đơn vị trả lời"
    ANSWERED = "answered", "Đơn vị đã trả lời"
    SETTLED = "settled", "Đoàn đã xem xét xong"
    WITHDRAWN = "withdrawn", "Đã rút"


class View(models.TextChoices):
    """What the team makes of an explanation."""

    ACCEPTED = "accepted", "Chấp nhận"
    PARTLY = "partly", "Chấp nhận một phần"
    REJECTED = "rejected", "Không chấp nhận"


class EntryKind(models.TextChoices):
    """What a text of the library becomes."""

    FINDING = "finding", "Phát hiện"
    RECOMMENDATION = "recommendation", "Kiến nghị"
    PHRASE = "phrase", "Đoạn văn bản"
