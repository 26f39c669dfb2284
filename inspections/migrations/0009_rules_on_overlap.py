"""What the law of 2025 says when two bodies come to one unit; read in the text of the law."""

from django.db import migrations

LAW = "84/2025/QH15"
# body: (article, clause, what it says in our words)
RULES = {
    "inspectorate": (
        "11",
        "",
        (
            "Giữa các cơ quan thanh tra, Tổng Thanh tra Chính phủ quyết định; trong phạm vi bộ là"
            " Chánh Thanh tra bộ (Điều 14)"
        ),
    ),
    "audit": (
        "56",
        "3",
        (
            "Người đứng đầu hai cơ quan trao đổi để thống nhất; một nội dung tại một đơn vị chỉ do"
            " một cơ quan tiến hành"
        ),
    ),
    "checking": (
        "58",
        "2",
        "Hai cơ quan thống nhất; không thống nhất được thì cơ quan thanh tra được tiến hành",
    ),
}


def add_rules(apps, schema_editor):
    LegalDocument = apps.get_model("office", "LegalDocument")
    LegalProvision = apps.get_model("office", "LegalProvision")
    OverlapRule = apps.get_model("inspections", "OverlapRule")
    document = LegalDocument.objects.filter(number=LAW).first()
    if document is None:
        return
    for body_kind, (article, clause, text) in RULES.items():
        provision, _ = LegalProvision.objects.get_or_create(
            document=document, article=article, clause=clause, point=""
        )
        OverlapRule.objects.get_or_create(
            body_kind=body_kind,
            provision=provision,
            defaults={"text": text, "is_verified": True},
        )


def remove_rules(apps, schema_editor):
    rules = apps.get_model("inspections", "OverlapRule").objects
    rules.filter(provision__document__number=LAW, body_kind__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("inspections", "0008_overlap_is_settled")]

    operations = [migrations.RunPython(add_rules, remove_rules)]
