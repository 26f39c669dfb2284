"""The grounds on which the laws of 2022 and 2025 let a case be extended, suspended or stopped.

What was read in the text of the law is marked as checked; the rest is not, and the screens say so.
"""

from django.db import migrations

CHECKED, FROM_MEMORY = True, False
# regime, document, act: (text, most days, most times, article, checked against the text)
GROUNDS = {
    ("thanh-tra-2025", "84/2025/QH15", "extend"): [
        ("cuộc thanh tra phức tạp", None, None, "20", CHECKED),
        ("cuộc thanh tra ở vùng xa xôi, đi lại khó khăn", None, None, "20", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "suspend"): [
        (
            "sự kiện bất khả kháng làm ảnh hưởng đến việc tiến hành thanh tra",
            None, None, "30", CHECKED,
        ),
        ("yêu cầu thực hiện nhiệm vụ công vụ cấp bách", None, None, "30", CHECKED),
        ("đối tượng thanh tra đề nghị và có lý do chính đáng", 30, 1, "30", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "stop"): [
        ("đối tượng thanh tra không còn tồn tại", None, None, "31", CHECKED),
        (
            "cơ quan thanh tra cấp trên đã kết luận về nội dung thanh tra",
            None, None, "31", CHECKED,
        ),
        (
            "cơ quan tiến hành tố tụng đã khởi tố vụ án hình sự về cùng nội dung thanh tra",
            None, None, "31", CHECKED,
        ),
        (
            "có yêu cầu bằng văn bản của Thủ trưởng cơ quan quản lý nhà nước cùng cấp",
            None, None, "31", CHECKED,
        ),
        ("đã xử lý việc chồng chéo, trùng lặp", None, None, "31", CHECKED),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "extend"): [
        ("cuộc thanh tra phức tạp", None, None, "47", FROM_MEMORY),
        ("cuộc thanh tra ở vùng xa xôi, đi lại khó khăn", None, None, "47", FROM_MEMORY),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "suspend"): [
        (
            "sự kiện bất khả kháng làm ảnh hưởng đến việc tiến hành thanh tra",
            None, None, "70", FROM_MEMORY,
        ),
        ("đối tượng thanh tra đề nghị và có lý do chính đáng", 30, 1, "70", CHECKED),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "stop"): [
        ("đối tượng thanh tra không còn tồn tại", None, None, "71", FROM_MEMORY),
        (
            "cơ quan tiến hành tố tụng đã khởi tố vụ án hình sự về cùng nội dung thanh tra",
            None, None, "71", FROM_MEMORY,
        ),
    ],
}  # fmt: skip


def add_grounds(apps, schema_editor):
    """An office that removed a regime or an article keeps it so."""
    grounds = apps.get_model("office", "LegalGround")
    regimes = apps.get_model("office", "Regime").objects.in_bulk(field_name="code")
    provisions = apps.get_model("office", "LegalProvision").objects
    for (code, document, act), rows in GROUNDS.items():
        for place, (text, most_days, most_times, article, is_checked) in enumerate(rows, 1):
            provision = (
                provisions.filter(document__number=document, article=article, clause="", point="")
                .order_by("pk")
                .first()
            )
            if code not in regimes or provision is None:
                continue
            grounds.objects.get_or_create(
                regime=regimes[code],
                act=act,
                text=text,
                defaults={
                    "most_days": most_days,
                    "most_times": most_times,
                    "provision": provision,
                    "position": place,
                    "is_verified": is_checked,
                },
            )


def remove_grounds(apps, schema_editor):
    """PROTECT stops this when a decision already rests on one of them."""
    codes = {code for code, _, _ in GROUNDS}
    apps.get_model("office", "LegalGround").objects.filter(regime__code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0009_a_register_belongs_to_its_series")]

    operations = [migrations.RunPython(add_grounds, remove_grounds)]
