from django.db import migrations

KIND = "urge_duties"


def rows():
    for case_kind, file in (("inspection", "HSTT"), ("check", "HSKT")):
        yield {
            "case_kind": case_kind,
            "kind": KIND,
            "name": "Công văn đôn đốc thực hiện kiến nghị",
            "abbreviation": "CV",
            "subject": "đôn đốc thực hiện kết luận {cuộc}",
            "symbol": "{viết tắt}",
            "register": "Sổ công văn đi",
            "signed_by": "head",
            "numbering": "arabic",
            "closing": (
                "Yêu cầu {nơi thực hiện} khẩn trương thực hiện các kiến nghị nêu trên và báo cáo kết"
                " quả bằng văn bản, kèm tài liệu chứng minh, về {cơ quan}; kiến nghị chưa thực hiện"
                " xong thì nêu rõ nguyên nhân, khó khăn, vướng mắc và ngày hoàn thành."
            ),
            "addressees": "{nơi thực hiện}",
            "recipients": "Như trên\n{cấp trên} (để báo cáo)",
            "archive": f"VT, {file}",
        }


def write_down(apps, schema_editor):
    """The letter to a unit that has not done in time what a conclusion asked for."""
    template = apps.get_model("reports", "PaperTemplate")
    template.objects.bulk_create(template(**row) for row in rows())


def forget(apps, schema_editor):
    apps.get_model("reports", "PaperTemplate").objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0021_letters_of_what_is_overdue")]

    operations = [migrations.RunPython(write_down, forget)]
