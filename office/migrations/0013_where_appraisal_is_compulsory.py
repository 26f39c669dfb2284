"""Where a draft conclusion must be appraised: Điều 35 of the law of 2025, read in its text.

What the law of 2022 says was read in a secondary source only, and its article is from memory.
"""

from django.db import migrations

CHECKED, FROM_MEMORY = True, False
# regime: (document, article, checked against the text)
SOURCES = {
    "thanh-tra-2025": ("84/2025/QH15", "35", CHECKED),
    "thanh-tra-2022": ("11/2022/QH15", "77", FROM_MEMORY),
}
COMPULSORY = ("government", "ministry", "province")
AT_ALL_OTHER_LEVELS = ""


def add_rules(apps, schema_editor):
    LegalDocument = apps.get_model("office", "LegalDocument")
    LegalProvision = apps.get_model("office", "LegalProvision")
    Regime = apps.get_model("office", "Regime")
    AppraisalRule = apps.get_model("office", "AppraisalRule")
    for code, (number, article, is_verified) in SOURCES.items():
        document = LegalDocument.objects.get(number=number)
        provision, _ = LegalProvision.objects.get_or_create(
            document=document, article=article, clause="", point=""
        )
        for level in (*COMPULSORY, AT_ALL_OTHER_LEVELS):
            AppraisalRule.objects.create(
                regime=Regime.objects.get(code=code),
                level=level,
                is_required=level in COMPULSORY,
                provision=provision,
                is_verified=is_verified,
            )


def remove_rules(apps, schema_editor):
    apps.get_model("office", "AppraisalRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0012_rules_of_appraisal")]
    operations = [migrations.RunPython(add_rules, remove_rules)]
