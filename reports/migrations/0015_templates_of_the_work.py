from django.db import migrations

KINDS = ("team_plan", "CV", "urge", "BB", "appraisal", "submission")


def rows():
    for case_kind, act, team, file in (
        ("inspection", "thanh tra", "ĐTTr", "HSTT"),
        ("check", "kiểm tra", "ĐKT", "HSKT"),
    ):
        of_team = {
            "case_kind": case_kind,
            "register": f"Sổ văn bản của Đoàn {act}",
            "own_series_of_team": True,
            "signed_by": "leader",
            "numbering": "roman",
            "archive": file,
        }
        yield of_team | {
            "kind": "team_plan",
            "name": f"Kế hoạch tiến hành {act}",
            "abbreviation": "KH",
            "title": "KẾ HOẠCH",
            "subject": "Tiến hành {cuộc}",
            "symbol": f"KH-{team}",
            "outline": ("MỤC ĐÍCH, YÊU CẦU\nNỘI DUNG\nPHƯƠNG PHÁP TIẾN HÀNH\nTỔ CHỨC THỰC HIỆN"),
            "closing": (
                f"Trên đây là kế hoạch tiến hành {{cuộc}}. Đoàn {act} kính trình {{thủ trưởng}} xem"
                " xét, phê duyệt."
            ),
            "addressees": "{thủ trưởng}",
            "recipients": f"Như trên\nThành viên Đoàn {act}\n{{đơn vị}} (để thực hiện)",
        }
        yield of_team | {
            "kind": "CV",
            "name": "Công văn yêu cầu",
            "abbreviation": "CV",
            "subject": "{việc yêu cầu} phục vụ cuộc {cuộc}",
            "symbol": team,
            "numbering": "arabic",
            "closing": (
                "Đề nghị {nơi nhận yêu cầu} trả lời bằng văn bản, gửi kèm tài liệu liên quan, trước"
                " ngày {hạn trả lời}."
            ),
            "addressees": "{nơi nhận yêu cầu}",
            "recipients": "Như trên\n{thủ trưởng} (để báo cáo)",
        }
        yield of_team | {
            "kind": "urge",
            "name": "Công văn đôn đốc",
            "abbreviation": "CV",
            "subject": "đôn đốc {việc yêu cầu} phục vụ cuộc {cuộc}",
            "symbol": team,
            "numbering": "arabic",
            "closing": (
                "Đề nghị {nơi nhận yêu cầu} khẩn trương thực hiện; nếu có vướng mắc, trao đổi ngay"
                f" với Đoàn {act} để được hướng dẫn."
            ),
            "addressees": "{nơi nhận yêu cầu}",
            "recipients": "Như trên\n{thủ trưởng} (để báo cáo)",
        }
        yield of_team | {
            "kind": "BB",
            "name": "Biên bản",
            "abbreviation": "BB",
            "title": "BIÊN BẢN",
            "subject": "{việc ghi}",
            "symbol": f"BB-{team}",
            "outline": "THÀNH PHẦN\nNỘI DUNG",
            "recipients": "Các bên tham gia (mỗi bên một bản)",
        }
        yield of_team | {
            "kind": "appraisal",
            "name": "Báo cáo thẩm định",
            "abbreviation": "BC",
            "title": "BÁO CÁO",
            "subject": "Thẩm định dự thảo kết luận {cuộc}",
            "symbol": "BC-{viết tắt}",
            "register": "Sổ báo cáo",
            "own_series_of_team": False,
            "signed_by": "appraiser",
            "outline": "VIỆC THẨM ĐỊNH\nÝ KIẾN THẨM ĐỊNH",
            "closing": (
                "Trên đây là kết quả thẩm định dự thảo kết luận, kính báo cáo {thủ trưởng} xem xét,"
                " quyết định."
            ),
            "addressees": "{thủ trưởng}",
            "recipients": f"Như trên\nTrưởng Đoàn {act}",
            "archive": f"VT, {file}",
        }
        yield of_team | {
            "kind": "submission",
            "name": "Phiếu trình",
            "abbreviation": "PTr",
            "title": "PHIẾU TRÌNH",
            "subject": "Về dự thảo kết luận {cuộc}",
            "symbol": f"PTr-{team}",
            "outline": "NỘI DUNG TRÌNH\nĐỀ NGHỊ",
            "closing": (
                f"Đoàn {act} kính trình {{thủ trưởng}} xem xét, cho ý kiến và ký ban hành kết luận."
            ),
            "addressees": "{thủ trưởng}",
            "recipients": "Như trên",
        }


def write_down(apps, schema_editor):
    """Letters, biên bản, the plan of a team and what goes with a draft conclusion."""
    template = apps.get_model("reports", "PaperTemplate")
    template.objects.bulk_create(template(**row) for row in rows())


def forget(apps, schema_editor):
    apps.get_model("reports", "PaperTemplate").objects.filter(kind__in=KINDS).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_kinds_of_papers_of_the_work")]

    operations = [migrations.RunPython(write_down, forget)]
