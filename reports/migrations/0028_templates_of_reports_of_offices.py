from django.db import migrations

KIND = "office_report"
OUTLINES = {
    "inspection": "KHÁI QUÁT CHUNG\nKẾT QUẢ KIỂM TRA, XÁC MINH\nKẾT LUẬN\nKIẾN NGHỊ",
    "check": "KHÁI QUÁT CHUNG\nKẾT QUẢ KIỂM TRA\nNHẬN XÉT, ĐÁNH GIÁ\nKIẾN NGHỊ",
}


def rows():
    for case_kind, file in (("inspection", "HSTT"), ("check", "HSKT")):
        yield {
            "case_kind": case_kind,
            "kind": KIND,
            "name": "Báo cáo của cơ quan",
            "abbreviation": "BC",
            "title": "BÁO CÁO",
            "subject": "Kết quả {cuộc}",
            "symbol": "BC-{viết tắt}",
            "register": "Sổ đăng ký báo cáo",
            "signed_by": "head",
            "numbering": "roman",
            "outline": OUTLINES[case_kind],
            "closing": "Trên đây là báo cáo kết quả {cuộc} của {cơ quan}.",
            "addressees": "{tên đủ cấp trên}",
            "recipients": "Như trên\n{đơn vị}",
            "archive": f"VT, {file}",
        }


def write_down(apps, schema_editor):
    """What an office reports of a check or an inspection to the one above it."""
    template = apps.get_model("reports", "PaperTemplate")
    template.objects.bulk_create(template(**row) for row in rows())


def forget(apps, schema_editor):
    apps.get_model("reports", "PaperTemplate").objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0027_offices_report_to_the_one_above")]

    operations = [migrations.RunPython(write_down, forget)]
