"""Kinds of recommendation (domain: Điều 36 Luật Thanh tra 2025)."""

from django.db import models


class RecommendationKind(models.TextChoices):
    CORRECT = "correct", "Rút kinh nghiệm, chấn chỉnh"
    DISCIPLINE = "discipline", "Xử lý hành chính, kỷ luật"
    RECOVER = "recover", "Thu hồi về ngân sách nhà nước"
    SETTLE = "settle", "Xử lý khác về kinh tế"
    LAND = "land", "Xử lý về đất đai, tài sản"
    FINE = "fine", "Xử phạt vi phạm hành chính"
    PROSECUTE = "prosecute", "Chuyển cơ quan điều tra"
    POLICY = "policy", "Hoàn thiện cơ chế, chính sách"
    CARRY_OUT = "carry_out", "Tổ chức thực hiện, báo cáo"


class DueKind(models.TextChoices):
    NONE = "none", "Không nêu thời hạn"
    DATE = "date", "Đến một ngày"
    AFTER_ISSUE = "after_issue", "Sau ngày ban hành"
