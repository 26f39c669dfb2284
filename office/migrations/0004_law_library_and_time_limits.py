"""The law library an office begins with: documents, articles, regimes and time limits.

What was read in the text of the law is marked as checked; the rest is not, and the screens say so
until somebody compares it with the text and ticks the row.
"""

import datetime

from django.db import migrations

NATIONAL_ASSEMBLY, GOVERNMENT, GENERAL_INSPECTORATE = (
    "Quốc hội",
    "Chính phủ",
    "Tổng Thanh tra Chính phủ",
)
# number: kind, title, issuer, issued, in force from, in force to, replaced by
DOCUMENTS = {
    "84/2025/QH15": (
        "law", "Luật Thanh tra", NATIONAL_ASSEMBLY, "25/06/2025", "01/07/2025", "", "",
    ),
    "11/2022/QH15": (
        "law", "Luật Thanh tra", NATIONAL_ASSEMBLY,
        "14/11/2022", "01/07/2023", "30/06/2025", "84/2025/QH15",
    ),
    "56/2010/QH12": (
        "law", "Luật Thanh tra", NATIONAL_ASSEMBLY,
        "15/11/2010", "01/07/2011", "30/06/2023", "11/2022/QH15",
    ),
    "216/2025/NĐ-CP": (
        "decree", "quy định chi tiết một số điều và biện pháp thi hành Luật Thanh tra", GOVERNMENT,
        "05/08/2025", "05/08/2025", "", "",
    ),
    "217/2025/NĐ-CP": (
        "decree", "quy định về hoạt động kiểm tra chuyên ngành", GOVERNMENT,
        "05/08/2025", "05/08/2025", "", "",
    ),
    "43/2023/NĐ-CP": (
        "decree", "quy định chi tiết một số điều và biện pháp thi hành Luật Thanh tra", GOVERNMENT,
        "30/06/2023", "15/08/2023", "04/08/2025", "216/2025/NĐ-CP",
    ),
    "03/2024/NĐ-CP": (
        "decree",
        ("quy định về cơ quan thực hiện chức năng thanh tra chuyên ngành và hoạt động của cơ quan"
        " được giao thực hiện chức năng thanh tra chuyên ngành"),
        GOVERNMENT, "11/01/2024", "01/03/2024", "04/08/2025", "216/2025/NĐ-CP",
    ),
    "86/2011/NĐ-CP": (
        "decree", "quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thanh tra",
        GOVERNMENT, "22/09/2011", "15/11/2011", "14/08/2023", "43/2023/NĐ-CP",
    ),
    "33/2015/NĐ-CP": (
        "decree", "quy định việc thực hiện kết luận thanh tra", GOVERNMENT,
        "27/03/2015", "15/05/2015", "14/08/2023", "43/2023/NĐ-CP",
    ),
    "30/2020/NĐ-CP": (
        "decree", "về công tác văn thư", GOVERNMENT, "05/03/2020", "05/03/2020", "", "",
    ),
    "59/2019/NĐ-CP": (
        "decree",
        "quy định chi tiết một số điều và biện pháp thi hành Luật Phòng, chống tham nhũng",
        GOVERNMENT, "01/07/2019", "15/08/2019", "", "",
    ),
    "130/2020/NĐ-CP": (
        "decree",
        ("về kiểm soát tài sản, thu nhập của người có chức vụ, quyền hạn trong cơ quan, tổ chức,"
        " đơn vị"),
        GOVERNMENT, "30/10/2020", "20/12/2020", "", "",
    ),
    "61/2018/NĐ-CP": (
        "decree",
        "về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
        GOVERNMENT, "23/04/2018", "21/06/2018", "30/06/2025", "",
    ),
    "01/2024/TT-TTCP": (
        "circular",
        ("quy định chế độ báo cáo công tác thanh tra, tiếp công dân, giải quyết khiếu nại, tố cáo"
        " và phòng, chống tham nhũng, tiêu cực"),
        GENERAL_INSPECTORATE, "20/01/2024", "05/03/2024", "", "",
    ),
    "05/2021/TT-TTCP": (
        "circular",
        "quy định quy trình xử lý đơn khiếu nại, đơn tố cáo, đơn kiến nghị, phản ánh",
        GENERAL_INSPECTORATE, "01/10/2021", "15/11/2021", "", "",
    ),
    "06/2021/TT-TTCP": (
        "circular",
        ("quy định về tổ chức, hoạt động của Đoàn thanh tra và trình tự, thủ tục tiến hành một cuộc"
        " thanh tra"),
        GENERAL_INSPECTORATE, "01/10/2021", "15/11/2021", "", "",
    ),
    "36/2018/QH14": (
        "law", "Luật Phòng, chống tham nhũng", NATIONAL_ASSEMBLY,
        "20/11/2018", "01/07/2019", "", "",
    ),
    "25/2018/QH14": (
        "law", "Luật Tố cáo", NATIONAL_ASSEMBLY, "12/06/2018", "01/01/2019", "", "",
    ),
    "42/2013/QH13": (
        "law", "Luật Tiếp công dân", NATIONAL_ASSEMBLY, "25/11/2013", "01/07/2014", "", "",
    ),
    "02/2011/QH13": (
        "law", "Luật Khiếu nại", NATIONAL_ASSEMBLY, "11/11/2011", "01/07/2012", "", "",
    ),
    "91/2015/QH13": (
        "law", "Bộ luật Dân sự", NATIONAL_ASSEMBLY, "24/11/2015", "01/01/2017", "", "",
    ),
}  # fmt: skip
# document: (article, clause, point) of what decisions, findings and papers cite most
PROVISIONS = {
    "84/2025/QH15": [
        "2", "4 3", "6 4", "18 3", "19", "20", "21", "23 2", "25", "26", "26 3", "26 4", "27 3",
        "28", "29 2", "30", "31", "32", "33", "33 4", "34 1", "34 5", "35", "36", "36 1", "36 4",
        "37", "37 1", "37 2", "38", "40", "41 3", "43", "49", "50", "52 1", "53 1", "54 1", "54 2",
        "55", "64 1", "64 2",
    ],
    "11/2022/QH15": [
        "47", "59", "60", "61", "64", "70", "71", "72", "73", "75", "78", "79", "102", "103 2",
        "104", "105",
    ],
    "56/2010/QH12": ["39", "45", "49", "50"],
    "216/2025/NĐ-CP": ["28"],
    "217/2025/NĐ-CP": ["6", "11", "13", "14", "15", "15 3 a", "15 3 đ"],
    "43/2023/NĐ-CP": ["48", "49"],
    "33/2015/NĐ-CP": ["4"],
    "30/2020/NĐ-CP": ["5", "13", "15", "18"],
    "05/2021/TT-TTCP": ["29", "29 1"],
    "06/2021/TT-TTCP": ["26"],
    "91/2015/QH13": ["147", "148"],
}  # fmt: skip
# code: name, kind of case, decided from, decided to, law, chosen by hand, note
REGIMES = {
    "thanh-tra-2010": (
        "Luật Thanh tra 2010", "inspection", "01/07/2011", "30/06/2023", "56/2010/QH12", False,
        "Chỉ còn dùng cho hồ sơ cũ.",
    ),
    "thanh-tra-2022": (
        "Luật Thanh tra 2022", "inspection", "01/07/2023", "30/06/2025", "11/2022/QH15", False,
        ("Cuộc đã có quyết định mà chưa kết luận vào ngày 01/7/2025 vẫn theo luật này"
        " (khoản 1 Điều 64 Luật Thanh tra số 84/2025/QH15)."),
    ),
    "thanh-tra-2025": (
        "Luật Thanh tra 2025", "inspection", "01/07/2025", "", "84/2025/QH15", False, "",
    ),
    "kiem-tra-hanh-chinh": (
        "Kiểm tra hành chính theo kế hoạch của cơ quan quản lý", "check", "01/01/2000", "", "",
        False,
        "Thời hạn do kế hoạch và quyết định kiểm tra định; không có thời hạn luật định.",
    ),
    "kiem-tra-chuyen-nganh-2025": (
        "Kiểm tra chuyên ngành theo Nghị định số 217/2025/NĐ-CP", "check", "05/08/2025", "",
        "217/2025/NĐ-CP", True,
        ("Chỉ cho kiểm tra việc chấp hành pháp luật chuyên ngành; kiểm tra công vụ, cải cách hành"
        " chính vẫn là kiểm tra hành chính."),
    ),
}  # fmt: skip
CHECKED, FROM_MEMORY = True, False
# regime, document, step, counted from:
#     (level, days, first extension, second extension, provision, checked against the text)
LIMITS = {
    ("thanh-tra-2010", "56/2010/QH12", "on_site", "announced"): [
        ("government", 60, 30, 60, "45", FROM_MEMORY),
        ("ministry", 45, 25, 0, "45", FROM_MEMORY),
        ("province", 45, 25, 0, "45", FROM_MEMORY),
        ("", 30, 15, 0, "45", FROM_MEMORY),
    ],
    ("thanh-tra-2010", "56/2010/QH12", "result_report", "on_site_ended"): [
        ("", 15, 0, 0, "49", FROM_MEMORY),
    ],
    ("thanh-tra-2010", "56/2010/QH12", "conclude", "report_received"): [
        ("", 15, 0, 0, "50", FROM_MEMORY),
    ],
    ("thanh-tra-2010", "56/2010/QH12", "publish", "concluded"): [
        ("", 10, 0, 0, "39", FROM_MEMORY),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "announce", "decided"): [
        ("", 15, 0, 0, "64", FROM_MEMORY),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "on_site", "announced"): [
        ("government", 60, 30, 30, "47", FROM_MEMORY),
        ("ministry", 45, 30, 0, "47", FROM_MEMORY),
        ("province", 45, 30, 0, "47", FROM_MEMORY),
        ("", 30, 15, 0, "47", FROM_MEMORY),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "result_report", "on_site_ended"): [
        ("government", 30, 15, 0, "73", FROM_MEMORY),
        ("ministry", 20, 10, 0, "73", FROM_MEMORY),
        ("province", 20, 10, 0, "73", FROM_MEMORY),
        ("", 15, 5, 0, "73", FROM_MEMORY),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "draft_conclusion", "draft_ordered"): [
        ("government", 30, 15, 0, "75", FROM_MEMORY),
        ("ministry", 20, 10, 0, "75", FROM_MEMORY),
        ("province", 20, 10, 0, "75", FROM_MEMORY),
        ("", 15, 5, 0, "75", FROM_MEMORY),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "conclude", "draft_received"): [
        ("", 15, 0, 0, "78", CHECKED),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "publish", "concluded"): [
        ("", 10, 0, 0, "79", CHECKED),
    ],
    ("thanh-tra-2022", "11/2022/QH15", "direct", "conclusion_received"): [
        ("government", 30, 0, 0, "103 2", CHECKED),
        ("", 15, 0, 0, "103 2", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "announce", "decided"): [
        ("", 15, 0, 0, "26 4", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "on_site", "announced"): [
        ("government", 60, 30, 20, "20", CHECKED),
        ("ministry", 45, 25, 0, "20", CHECKED),
        ("province", 45, 25, 0, "20", CHECKED),
        ("", 30, 10, 0, "20", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "result_report", "on_site_ended"): [
        ("government", 30, 15, 0, "33 4", CHECKED),
        ("ministry", 20, 10, 0, "33 4", CHECKED),
        ("province", 20, 10, 0, "33 4", CHECKED),
        ("", 15, 10, 0, "33 4", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "order_draft", "report_received"): [
        ("", 5, 0, 0, "34 1", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "draft_conclusion", "draft_ordered"): [
        ("government", 30, 15, 0, "34 5", CHECKED),
        ("ministry", 20, 10, 0, "34 5", CHECKED),
        ("province", 20, 10, 0, "34 5", CHECKED),
        ("", 15, 10, 0, "34 5", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "conclude", "draft_received"): [
        ("government", 30, 0, 0, "36 1", CHECKED),
        ("", 15, 0, 0, "36 1", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "publish", "concluded"): [
        ("", 10, 0, 0, "37 1", CHECKED),
    ],
    ("thanh-tra-2025", "84/2025/QH15", "direct", "conclusion_received"): [
        ("government", 30, 0, 0, "53 1", CHECKED),
        ("", 15, 0, 0, "53 1", CHECKED),
    ],
    ("kiem-tra-chuyen-nganh-2025", "217/2025/NĐ-CP", "on_site", "announced"): [
        ("ministry", 15, 7, 0, "13", CHECKED),
        ("province", 10, 5, 0, "13", CHECKED),
        ("department", 10, 5, 0, "13", CHECKED),
        ("commune", 7, 3, 0, "13", CHECKED),
    ],
}
WORKING_DAYS = {"order_draft"}


def day(text):
    if not text:
        return None
    date, month, year = (int(part) for part in text.split("/"))
    return datetime.date(year, month, date)


def add_law_library(apps, schema_editor):
    documents = add_documents(apps.get_model("office", "LegalDocument"))
    provisions = add_provisions(apps.get_model("office", "LegalProvision"), documents)
    regimes = add_regimes(apps.get_model("office", "Regime"), documents)
    add_limits(apps.get_model("office", "TimeLimit"), regimes, provisions)


def add_documents(model):
    found = {}
    # In this order every document comes after the one that replaces it.
    for number, facts in DOCUMENTS.items():
        kind, title, issuer, issued, begins, ends, replaced_by = facts
        found[number], _ = model.objects.get_or_create(
            number=number,
            defaults={
                "kind": kind,
                "title": title,
                "issuer": issuer,
                "issued_on": day(issued),
                "in_force_from": day(begins),
                "in_force_to": day(ends),
                "replaced_by": found.get(replaced_by),
            },
        )
    return found


def add_provisions(model, documents):
    found = {}
    for number, places in PROVISIONS.items():
        for place in places:
            article, clause, point = (*place.split(), "", "")[:3]
            found[number, place], _ = model.objects.get_or_create(
                document=documents[number], article=article, clause=clause, point=point
            )
    return found


def add_regimes(model, documents):
    found = {}
    for code, (name, case_kind, begins, ends, law, by_hand, note) in REGIMES.items():
        found[code], _ = model.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "case_kind": case_kind,
                "decided_from": day(begins),
                "decided_to": day(ends),
                "law": documents.get(law),
                "chosen_by_hand": by_hand,
                "note": note,
            },
        )
    return found


def add_limits(model, regimes, provisions):
    for (regime, document, step, event), rows in LIMITS.items():
        for level, days, extension, second_extension, place, is_checked in rows:
            model.objects.get_or_create(
                regime=regimes[regime],
                step=step,
                level=level,
                defaults={
                    "counted_from": event,
                    "days": days,
                    "day_kind": "working" if step in WORKING_DAYS else "calendar",
                    "extension_days": extension,
                    "second_extension_days": second_extension,
                    "provision": provisions[document, place],
                    "is_verified": is_checked,
                },
            )


def remove_law_library(apps, schema_editor):
    """PROTECT stops this when a case already lives under one of the regimes."""
    apps.get_model("office", "TimeLimit").objects.filter(regime__code__in=REGIMES).delete()
    apps.get_model("office", "Regime").objects.filter(code__in=REGIMES).delete()
    provisions = apps.get_model("office", "LegalProvision")
    provisions.objects.filter(document__number__in=DOCUMENTS).delete()
    documents = apps.get_model("office", "LegalDocument")
    documents.objects.filter(number__in=DOCUMENTS).update(replaced_by=None)
    documents.objects.filter(number__in=DOCUMENTS).delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0003_regime_may_need_choosing")]

    operations = [migrations.RunPython(add_law_library, remove_law_library)]
