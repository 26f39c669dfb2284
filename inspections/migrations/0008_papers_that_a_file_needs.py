"""The papers that a file needs, how long it is kept, until when it changes hands.

What was read in the text of the law is marked as checked; the rest is not, and the screens say so
until somebody compares it with the text and ticks the row.
"""

import datetime

from django.db import migrations

CHECKED, FROM_MEMORY = True, False
OLD, NEW = "11/2022/QH15", "84/2025/QH15"
FILE_RULES = "Thông tư số 06/2024/TT-TTCP"
TEAM_RULES = "Thông tư số 06/2021/TT-TTCP"
DECIDER, LEADER, TEAM = "Người ra quyết định", "Trưởng đoàn", "Đoàn và đơn vị"
# code: name, stage, who signs, mandatory, each unit its own, basis where the library has no article
INSPECTION = {
    "decision": ("Quyết định thanh tra", "prepare", DECIDER, True, False, ""),
    "team_plan": (
        "Kế hoạch tiến hành thanh tra", "prepare",
        "Trưởng đoàn lập, người ra quyết định phê duyệt", True, False, "",
    ),
    "tasks": ("Phân công nhiệm vụ trong đoàn", "prepare", LEADER, False, False, TEAM_RULES),
    "outline_request": (
        "Văn bản yêu cầu báo cáo theo đề cương", "prepare", LEADER, True, False, "",
    ),
    "notice": ("Thông báo về việc công bố quyết định", "prepare", LEADER, True, False, ""),
    "minutes_announcement": (
        "Biên bản công bố quyết định thanh tra", "conduct", TEAM, True, False, "",
    ),
    "unit_report": ("Báo cáo của đơn vị theo đề cương", "conduct", "Đơn vị", True, True, FILE_RULES),
    "minutes_working": (
        "Biên bản làm việc, kiểm tra, xác minh", "conduct", TEAM, True, True, FILE_RULES,
    ),
    "minutes_handing_over": (
        "Biên bản giao nhận tài liệu", "conduct", TEAM, False, False, FILE_RULES,
    ),
    "diary": ("Nhật ký Đoàn thanh tra", "conduct", LEADER, True, False, FILE_RULES),
    "ending_notice": (
        "Văn bản thông báo kết thúc thanh tra trực tiếp", "conduct", LEADER, True, False, "",
    ),
    "minutes_ending": (
        "Biên bản kết thúc thanh tra trực tiếp", "conduct", TEAM, False, False, FILE_RULES,
    ),
    "member_report": (
        "Báo cáo của thành viên đoàn", "conclude", "Thành viên", False, False, TEAM_RULES,
    ),
    "result_report": ("Báo cáo kết quả thanh tra", "conclude", LEADER, True, False, ""),
    "draft_order": (
        "Văn bản giao xây dựng dự thảo kết luận", "conclude", DECIDER, False, False, "",
    ),
    "explanation": ("Văn bản giải trình của đơn vị", "conclude", "Đơn vị", False, False, FILE_RULES),
    "appraisal": (
        "Báo cáo thẩm định dự thảo kết luận", "conclude", "Người thẩm định", False, False, "",
    ),
    "conclusion": ("Kết luận thanh tra", "conclude", DECIDER, True, False, ""),
    "minutes_conclusion": (
        "Biên bản công bố hoặc tài liệu công khai kết luận", "follow", TEAM, True, False, "",
    ),
    "direction": (
        "Văn bản tổ chức thực hiện kết luận", "follow", "Thủ trưởng cơ quan quản lý", True, False,
        "",
    ),
}  # fmt: skip
CHECK = {
    "decision": ("Quyết định kiểm tra", "prepare", DECIDER, True, False, ""),
    "team_plan": (
        "Kế hoạch tiến hành kiểm tra", "prepare",
        "Trưởng đoàn lập, người ra quyết định phê duyệt", True, False, "",
    ),
    "outline_request": (
        "Văn bản yêu cầu báo cáo theo đề cương", "prepare", LEADER, False, False, "",
    ),
    "minutes_announcement": ("Biên bản công bố quyết định", "conduct", TEAM, False, False, ""),
    "unit_report": ("Báo cáo của đơn vị được kiểm tra", "conduct", "Đơn vị", False, True, ""),
    "minutes_working": ("Biên bản kiểm tra", "conduct", TEAM, True, True, ""),
    "diary": ("Nhật ký Đoàn kiểm tra", "conduct", LEADER, False, False, ""),
    "result_report": ("Báo cáo kết quả kiểm tra", "conclude", LEADER, True, False, ""),
    "conclusion": ("Thông báo kết luận kiểm tra", "conclude", DECIDER, False, False, ""),
}  # fmt: skip
# regime, document: code → (article, checked against the text)
ARTICLES = {
    ("thanh-tra-2022", OLD): {
        "decision": ("59", FROM_MEMORY), "team_plan": ("61", FROM_MEMORY),
        "notice": ("63", FROM_MEMORY), "minutes_announcement": ("64", FROM_MEMORY),
        "ending_notice": ("72", FROM_MEMORY), "result_report": ("73", FROM_MEMORY),
        "conclusion": ("78", CHECKED), "minutes_conclusion": ("79", CHECKED),
        "direction": ("103 2", CHECKED),
    },
    ("thanh-tra-2025", NEW): {
        "decision": ("26", CHECKED), "team_plan": ("38", CHECKED),
        "outline_request": ("21", CHECKED), "notice": ("21", CHECKED),
        "minutes_announcement": ("26 4", CHECKED), "ending_notice": ("21", CHECKED),
        "result_report": ("33", CHECKED), "draft_order": ("34 1", CHECKED),
        "appraisal": ("35", CHECKED), "conclusion": ("36", CHECKED),
        "minutes_conclusion": ("37", CHECKED), "direction": ("53 1", CHECKED),
    },
    ("kiem-tra-chuyen-nganh-2025", "217/2025/NĐ-CP"): {
        "decision": ("11", CHECKED), "team_plan": ("14", CHECKED),
        "minutes_working": ("15 3 a", CHECKED),
    },
}  # fmt: skip
RETENTION_CIRCULAR = {
    "kind": "circular",
    "title": "quy định thời hạn bảo quản hồ sơ, tài liệu ngành Thanh tra",
    "issuer": "Tổng Thanh tra Chính phủ",
    "issued_on": datetime.date(2025, 6, 19),
    "in_force_from": datetime.date(2025, 7, 1),
}
RETENTION_NUMBER = "01/2025/TT-TTCP"
ARCHIVES = ("30/2020/NĐ-CP", "30")


def add_rows(apps, schema_editor):
    add_papers(apps)
    add_keeping(apps)


def provision_of(apps, number, place):
    document = apps.get_model("office", "LegalDocument").objects.get(number=number)
    article, clause, point = (*place.split(), "", "", "")[:3]
    provisions = apps.get_model("office", "LegalProvision").objects
    return provisions.get_or_create(document=document, article=article, clause=clause, point=point)[
        0
    ]


def add_papers(apps):
    """The list of each kind of case, and for a regime the same rows with its articles."""
    model = apps.get_model("inspections", "RequiredPaper")
    for case_kind, rows in (("inspection", INSPECTION), ("check", CHECK)):
        for place, code in enumerate(rows, 1):
            add_paper(model, case_kind, code, rows[code], place)
    regimes = {row.code: row for row in apps.get_model("office", "Regime").objects.all()}
    for (regime_code, number), articles in ARTICLES.items():
        regime = regimes[regime_code]
        rows = INSPECTION if regime.case_kind == "inspection" else CHECK
        for place, code in enumerate(rows, 1):
            if code in articles:
                article, is_checked = articles[code]
                more = {
                    "regime": regime,
                    "provision": provision_of(apps, number, article),
                    "is_verified": is_checked,
                }
                add_paper(model, regime.case_kind, code, rows[code], place, **more)


def add_paper(model, case_kind, code, facts, place, **more):
    name, stage, signed_by, is_mandatory, per_unit, basis = facts
    model.objects.create(
        code=code,
        case_kind=case_kind,
        name=name,
        stage=stage,
        signed_by=signed_by,
        is_mandatory=is_mandatory,
        per_unit=per_unit,
        basis="" if more else basis,
        position=place,
        **more,
    )


def add_keeping(apps):
    documents = apps.get_model("office", "LegalDocument").objects
    documents.get_or_create(number=RETENTION_NUMBER, defaults=RETENTION_CIRCULAR)
    whole = provision_of(apps, RETENTION_NUMBER, "")
    rules = apps.get_model("inspections", "RetentionRule").objects
    for is_serious, years in ((True, None), (False, 20)):
        # The figures were read; the article was not.
        rules.create(
            is_serious=is_serious,
            years=years,
            provision=whole,
            closed_from=RETENTION_CIRCULAR["in_force_from"],
            is_verified=False,
        )
    due = apps.get_model("inspections", "HandOverRule").objects
    due.create(
        receiver="keeper",
        days=45,
        counted_from="concluded",
        basis="Quy định về hồ sơ thanh tra (trước Thông tư số 06/2024/TT-TTCP)",
        in_force_from=datetime.date(2011, 7, 1),
        is_verified=False,
    )
    due.create(
        receiver="archive",
        days=365,
        counted_from="closed",
        provision=provision_of(apps, *ARCHIVES),
        in_force_from=datetime.date(2020, 3, 5),
        is_verified=True,
    )


def remove_rows(apps, schema_editor):
    """PROTECT stops this when a case already holds papers of the list."""
    for name in ("RequiredPaper", "RetentionRule", "HandOverRule"):
        apps.get_model("inspections", name).objects.all().delete()
    apps.get_model("office", "LegalProvision").objects.filter(
        document__number=RETENTION_NUMBER
    ).delete()
    apps.get_model("office", "LegalDocument").objects.filter(number=RETENTION_NUMBER).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0007_file_of_a_case"),
        ("office", "0005_grounds_of_amending_decisions"),
    ]

    operations = [migrations.RunPython(add_rows, remove_rows)]
