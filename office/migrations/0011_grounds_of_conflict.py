"""For what a person keeps away from a team, as far as the law library can cite it.

Only the general rule of 2025 was read in its text; the cases named beside it are customary, and the
screens say so until somebody compares them with the text and ticks the row.
"""

from django.db import migrations

RELATIVES = (
    "Vợ, chồng, cha, mẹ, con, anh, chị, em ruột của mình hoặc của vợ, chồng mình là người đứng đầu,"
    " cấp phó của đối tượng"
)
MONEY = "Góp vốn, mua cổ phần hoặc có quan hệ kinh tế với đối tượng"
WORKED = "Đang hoặc từng công tác tại đối tượng trong thời kỳ được xem xét"
OTHER = "Có lợi ích khác khiến việc thực hiện nhiệm vụ không khách quan"
# regime: (document, article, clause), text of the case: checked against the text
GROUNDS = {
    "thanh-tra-2025": (
        ("84/2025/QH15", "27", "3"),
        {RELATIVES: False, MONEY: False, WORKED: False, OTHER: True},
    ),
    "thanh-tra-2022": (
        ("43/2023/NĐ-CP", "", ""),
        {RELATIVES: False, MONEY: False, WORKED: False, OTHER: False},
    ),
    "kiem-tra-hanh-chinh": (
        ("36/2018/QH14", "23", ""),
        {RELATIVES: False, MONEY: False, OTHER: False},
    ),
    "kiem-tra-chuyen-nganh-2025": (
        ("36/2018/QH14", "23", ""),
        {RELATIVES: False, MONEY: False, OTHER: False},
    ),
}


def add_grounds(apps, schema_editor):
    LegalDocument = apps.get_model("office", "LegalDocument")
    LegalProvision = apps.get_model("office", "LegalProvision")
    Regime = apps.get_model("office", "Regime")
    LegalGround = apps.get_model("office", "LegalGround")
    for code, ((number, article, clause), texts) in GROUNDS.items():
        document = LegalDocument.objects.get(number=number)
        provision, _ = LegalProvision.objects.get_or_create(
            document=document, article=article, clause=clause, point=""
        )
        for position, (text, is_verified) in enumerate(texts.items(), 1):
            LegalGround.objects.create(
                regime=Regime.objects.get(code=code),
                act="conflict",
                text=text,
                provision=provision,
                position=position,
                is_verified=is_verified,
            )


def remove_grounds(apps, schema_editor):
    apps.get_model("office", "LegalGround").objects.filter(act="conflict").delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0010_ground_may_be_a_conflict")]
    operations = [migrations.RunPython(add_grounds, remove_grounds)]
