"""Events, the steps of each law in its own words, who may decide, and limits that were missing.

Limits that stand in the library already, changed by an administrator or not, are hung on their step
as they are. What was read in the text of the law is marked as checked; the rest is not.
"""

from django.db import migrations

# code: name, recorded from this phase of a case on, place in time, taken from a paper
EVENTS = {
    "info_gathered": ("thu thập thông tin, nắm tình hình", "preparing", 10, False),
    "decided": ("ký quyết định", "preparing", 20, True),
    "outline_sent": ("gửi đề cương yêu cầu báo cáo", "decided", 30, False),
    "notified": ("thông báo về việc công bố quyết định", "decided", 30, False),
    "team_plan_approved": ("phê duyệt kế hoạch tiến hành", "decided", 40, False),
    "announced": ("công bố quyết định", "decided", 40, False),
    "on_site_ended": ("kết thúc tiến hành trực tiếp", "on_site", 50, False),
    "member_reported": ("nhận báo cáo của thành viên", "reporting", 55, False),
    "report_received": ("nhận báo cáo kết quả", "reporting", 60, False),
    "draft_ordered": ("giao xây dựng dự thảo kết luận", "reporting", 70, False),
    "draft_received": ("nhận dự thảo kết luận", "reporting", 80, False),
    "appraised": ("nhận báo cáo thẩm định", "reporting", 90, False),
    "consulted": ("xin ý kiến thủ trưởng cơ quan quản lý cùng cấp", "reporting", 90, False),
    "peer_answered": ("nhận ý kiến cơ quan quản lý cùng cấp", "reporting", 95, False),
    "concluded": ("ký kết luận", "reporting", 100, True),
    "published": ("công khai kết luận", "concluded", 110, False),
    "conclusion_sent": ("gửi kết luận", "concluded", 110, False),
    "conclusion_received": ("nhận kết luận và văn bản kiến nghị", "concluded", 110, False),
    "file_handed_over": ("bàn giao hồ sơ", "concluded", 110, False),
    "directed": ("ban hành văn bản chỉ đạo thực hiện kết luận", "concluded", 120, False),
    "unit_planned": ("ban hành kế hoạch thực hiện kết luận", "concluded", 120, False),
    "manager_directed": ("cơ quan quản lý trực tiếp chỉ đạo thực hiện", "concluded", 120, False),
    "unit_reported": ("nhận báo cáo thực hiện kết luận", "concluded", 130, False),
}  # fmt: skip
TEAM, ISSUER, OTHERS = "team", "issuer", "others"
# code: name, who does it, paper, counted from, ends with
OF_AN_INSPECTION = {
    "gather": (
        "Thu thập thông tin, nắm tình hình", TEAM, "Báo cáo nắm tình hình", "", "info_gathered",
    ),
    "decide": ("Ra quyết định thanh tra", ISSUER, "Quyết định thanh tra", "", "decided"),
    "outline": (
        "Gửi đề cương yêu cầu báo cáo", TEAM, "Công văn kèm đề cương", "decided", "outline_sent",
    ),
    "outline_ahead": ("Gửi trước đề cương", TEAM, "", "outline_sent", "announced"),
    "notify": ("Thông báo về việc công bố", TEAM, "Thông báo", "decided", "notified"),
    "team_plan": (
        "Phê duyệt kế hoạch tiến hành thanh tra", ISSUER, "Kế hoạch tiến hành thanh tra",
        "decided", "team_plan_approved",
    ),
    "announce": (
        "Công bố quyết định", TEAM, "Biên bản công bố quyết định", "decided", "announced",
    ),
    "on_site": (
        "Thời hạn thanh tra", TEAM, "Thông báo kết thúc thanh tra trực tiếp",
        "announced", "on_site_ended",
    ),
    "member_report": (
        "Báo cáo của thành viên Đoàn", TEAM, "Báo cáo kết quả thực hiện nhiệm vụ",
        "on_site_ended", "member_reported",
    ),
    "result_report": (
        "Báo cáo kết quả", TEAM, "Báo cáo kết quả thanh tra", "on_site_ended", "report_received",
    ),
    "order_draft": (
        "Giao xây dựng dự thảo kết luận", ISSUER, "Công văn giao xây dựng dự thảo",
        "report_received", "draft_ordered",
    ),
    "draft_conclusion": (
        "Xây dựng dự thảo kết luận", TEAM, "Dự thảo kết luận thanh tra",
        "draft_ordered", "draft_received",
    ),
    "appraise": (
        "Thẩm định dự thảo kết luận", OTHERS, "Báo cáo kết quả thẩm định",
        "draft_received", "appraised",
    ),
    "consult": (
        "Báo cáo thủ trưởng cơ quan quản lý nhà nước cùng cấp", ISSUER, "Văn bản báo cáo",
        "draft_received", "consulted",
    ),
    "peer_answer": (
        "Ý kiến của thủ trưởng cơ quan quản lý nhà nước cùng cấp", OTHERS, "Văn bản trả lời",
        "consulted", "peer_answered",
    ),
    "conclude": (
        "Ban hành kết luận", ISSUER, "Kết luận thanh tra", "draft_received", "concluded",
    ),
    "publish": ("Công khai kết luận", ISSUER, "", "concluded", "published"),
    "send": ("Gửi kết luận", ISSUER, "", "concluded", "conclusion_sent"),
    "recommend": (
        "Chuyển kết luận, kiến nghị tới cơ quan quản lý", ISSUER, "Văn bản kiến nghị",
        "concluded", "conclusion_received",
    ),
    "direct": (
        "Văn bản chỉ đạo thực hiện kết luận", OTHERS, "Văn bản chỉ đạo thực hiện kết luận",
        "conclusion_received", "directed",
    ),
    "unit_plan": (
        "Kế hoạch thực hiện kết luận của đối tượng", OTHERS, "Kế hoạch thực hiện kết luận",
        "published", "unit_planned",
    ),
    "manage": (
        "Chỉ đạo của cơ quan quản lý trực tiếp đối tượng", OTHERS, "",
        "published", "manager_directed",
    ),
    "unit_report": (
        "Báo cáo thực hiện kết luận", OTHERS, "Báo cáo thực hiện kết luận",
        "directed", "unit_reported",
    ),
    "hand_over": (
        "Bàn giao hồ sơ", TEAM, "Biên bản bàn giao hồ sơ", "concluded", "file_handed_over",
    ),
}  # fmt: skip
OF_A_CHECK = {
    "decide": ("Ra quyết định kiểm tra", ISSUER, "Quyết định kiểm tra", "", "decided"),
    "team_plan": (
        "Phê duyệt kế hoạch kiểm tra của Đoàn", ISSUER, "Kế hoạch kiểm tra",
        "decided", "team_plan_approved",
    ),
    "outline": (
        "Gửi thông báo và đề cương báo cáo", TEAM, "Thông báo kèm đề cương",
        "decided", "outline_sent",
    ),
    "announce": ("Công bố quyết định", TEAM, "", "decided", "announced"),
    "on_site": ("Thời hạn kiểm tra", TEAM, "Biên bản kiểm tra", "announced", "on_site_ended"),
    "result_report": (
        "Báo cáo kết quả kiểm tra", TEAM, "Báo cáo kết quả kiểm tra",
        "on_site_ended", "report_received",
    ),
    "conclude": (
        "Thông báo kết quả kiểm tra", ISSUER, "Thông báo kết quả kiểm tra",
        "report_received", "concluded",
    ),
    "unit_report": (
        "Báo cáo khắc phục của đơn vị", OTHERS, "Báo cáo khắc phục", "concluded", "unit_reported",
    ),
}  # fmt: skip
LAW_2010, LAW_2022, LAW_2025 = "56/2010/QH12", "11/2022/QH15", "84/2025/QH15"
DECREE_217, DECREE_33, CIRCULAR_06 = "217/2025/NĐ-CP", "33/2015/NĐ-CP", "06/2021/TT-TTCP"
# regime: the steps it has, and the article of each where it is known
STEPS = {
    "thanh-tra-2010": (OF_AN_INSPECTION, {
        "decide": "", "team_plan": "", "outline": "", "announce": (LAW_2010, "44"),
        "on_site": (LAW_2010, "45"), "result_report": (LAW_2010, "49"),
        "conclude": (LAW_2010, "50"), "publish": (LAW_2010, "39"), "recommend": "",
        "direct": (DECREE_33, "4"), "unit_report": "", "hand_over": "",
    }),
    "thanh-tra-2022": (OF_AN_INSPECTION, {
        "gather": (LAW_2022, "58"), "decide": (LAW_2022, "59"), "outline": (CIRCULAR_06, ""),
        "outline_ahead": (CIRCULAR_06, ""), "notify": (LAW_2022, "63"),
        "team_plan": (LAW_2022, "61"), "announce": (LAW_2022, "64"), "on_site": (LAW_2022, "47"),
        "member_report": (CIRCULAR_06, ""), "result_report": (LAW_2022, "73"), "order_draft": "",
        "draft_conclusion": (LAW_2022, "75"), "appraise": "", "consult": (LAW_2022, "78"),
        "peer_answer": (LAW_2022, "78"), "conclude": (LAW_2022, "78"),
        "publish": (LAW_2022, "79"), "send": "", "recommend": (LAW_2022, "102"),
        "direct": (LAW_2022, "103 2"), "unit_plan": (LAW_2022, "104"),
        "unit_report": (LAW_2022, "104"), "hand_over": "",
    }),
    "thanh-tra-2025": (OF_AN_INSPECTION, {
        "gather": (LAW_2025, "21 1 a"), "decide": (LAW_2025, "26"),
        "outline": (LAW_2025, "21 1 c"), "notify": (LAW_2025, "21 1 d"),
        "team_plan": (LAW_2025, "38"), "announce": (LAW_2025, "26 4"),
        "on_site": (LAW_2025, "20"), "member_report": (LAW_2025, "40 1 đ"),
        "result_report": (LAW_2025, "33 4"), "order_draft": (LAW_2025, "34 1"),
        "draft_conclusion": (LAW_2025, "34 5"), "appraise": (LAW_2025, "35"),
        "consult": (LAW_2025, "36 1"), "peer_answer": (LAW_2025, "36 1"),
        "conclude": (LAW_2025, "36 1"), "publish": (LAW_2025, "37 1"), "send": (LAW_2025, "36 5"),
        "recommend": (LAW_2025, "52 1"), "direct": (LAW_2025, "53 1"),
        "unit_plan": (LAW_2025, "54 1"), "manage": (LAW_2025, "54 2"),
        "unit_report": (LAW_2025, "54 3"), "hand_over": (LAW_2025, "27 1"),
    }),
    "kiem-tra-hanh-chinh": (OF_A_CHECK, dict.fromkeys(OF_A_CHECK, "")),
    "kiem-tra-chuyen-nganh-2025": (OF_A_CHECK, {
        "decide": (DECREE_217, "11"), "team_plan": (DECREE_217, "14"), "outline": "",
        "announce": (DECREE_217, "13"), "on_site": (DECREE_217, "13"),
        "result_report": (DECREE_217, "15 3 đ"), "conclude": (DECREE_217, "15 3 đ"),
        "unit_report": "",
    }),
}  # fmt: skip
# 2010: the conclusion follows the report; the draft was no step with a day of its own.
COUNTED_ELSEWHERE = {("thanh-tra-2010", "conclude"): "report_received"}
CHECKED, FROM_MEMORY = True, False
# regime, step, level, days, kind of days, at least, provision, checked against the text
LIMITS = [
    ("thanh-tra-2010", "announce", "", 15, "calendar", False, (LAW_2010, "44"), FROM_MEMORY),
    ("thanh-tra-2010", "direct", "", 15, "calendar", False, (DECREE_33, "4"), FROM_MEMORY),
    ("thanh-tra-2022", "outline_ahead", "", 5, "calendar", True, (CIRCULAR_06, ""), FROM_MEMORY),
    ("thanh-tra-2022", "member_report", "", 5, "working", False, (CIRCULAR_06, ""), FROM_MEMORY),
    ("thanh-tra-2022", "peer_answer", "", 30, "calendar", False, (LAW_2022, "78"), CHECKED),
    ("thanh-tra-2025", "peer_answer", "", 30, "calendar", False, (LAW_2025, "36 1"), CHECKED),
    ("thanh-tra-2025", "unit_plan", "", 10, "calendar", False, (LAW_2025, "54 1"), CHECKED),
    ("thanh-tra-2025", "manage", "", 15, "calendar", False, (LAW_2025, "54 2"), CHECKED),
    # No law sets it: the decision does.
    ("kiem-tra-hanh-chinh", "on_site", "", None, "calendar", False, "", CHECKED),
]
CHIEF_OF_ALL = ("government", "Thanh tra Chính phủ", "Tổng Thanh tra Chính phủ")
PROVINCIAL = ("province", "Thanh tra tỉnh, thành phố", "Chánh Thanh tra tỉnh, thành phố")
LOCAL = [
    ("department", "Thanh tra sở", "Chánh Thanh tra sở"),
    ("district", "Thanh tra huyện, quận", "Chánh Thanh tra huyện, quận"),
]
# regime: provision, checked, (level, body, who decides)
BODIES = {
    "thanh-tra-2010": ("", FROM_MEMORY, [
        CHIEF_OF_ALL, ("ministry", "Thanh tra bộ", "Chánh Thanh tra bộ"), PROVINCIAL, *LOCAL,
    ]),
    "thanh-tra-2022": (LAW_2022, FROM_MEMORY, [
        CHIEF_OF_ALL, ("ministry", "Thanh tra bộ", "Chánh Thanh tra bộ"),
        ("ministry", "Thanh tra tổng cục, cục thuộc bộ", "Chánh Thanh tra tổng cục, cục"),
        PROVINCIAL, *LOCAL,
    ]),
    "thanh-tra-2025": (LAW_2025, CHECKED, [
        CHIEF_OF_ALL,
        ("ministry", "Thanh tra Bộ Quốc phòng", "Chánh Thanh tra"),
        ("ministry", "Thanh tra Bộ Công an", "Chánh Thanh tra"),
        ("ministry", "Thanh tra Ngân hàng Nhà nước Việt Nam", "Chánh Thanh tra"),
        PROVINCIAL,
        ("department", "Cơ quan thanh tra trực thuộc của quân đội, công an, ngân hàng nhà nước",
         "Thủ trưởng cơ quan thanh tra"),
        ("department", "Thanh tra Cơ yếu", "Chánh Thanh tra"),
        ("department", "Cơ quan thanh tra theo điều ước quốc tế", "Thủ trưởng cơ quan thanh tra"),
    ]),
    "kiem-tra-chuyen-nganh-2025": (DECREE_217, CHECKED, [
        ("ministry", "Bộ, cơ quan ngang bộ", "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"),
        ("province", "Ủy ban nhân dân tỉnh, thành phố", "Chủ tịch Ủy ban nhân dân"),
        ("department", "Sở và cơ quan tương đương, chi cục", "Giám đốc sở, chi cục trưởng"),
        ("commune", "Ủy ban nhân dân xã, phường", "Chủ tịch Ủy ban nhân dân, trưởng phòng"),
    ]),
}  # fmt: skip
COMPETENCE = {LAW_2022: "9", LAW_2025: "7", DECREE_217: "6"}
ENDS_OF_OLD = {
    "announce": "announced", "on_site": "on_site_ended", "result_report": "report_received",
    "order_draft": "draft_ordered", "draft_conclusion": "draft_received", "conclude": "concluded",
    "publish": "published", "direct": "directed",
}  # fmt: skip
EVENTS_OF_OLD = {
    "decided", "announced", "on_site_ended", "report_received", "draft_ordered", "draft_received",
    "concluded", "conclusion_received", "published",
}  # fmt: skip


def add_steps(apps, schema_editor):
    events = add_events(apps.get_model("office", "LegalEvent"))
    add_steps_of_regimes(apps, events)
    add_limits(apps)
    add_bodies(apps)


def add_events(model):
    found = {}
    for code, (name, phase, position, by_rule) in EVENTS.items():
        facts = {"name": name, "phase": phase, "position": position, "by_rule": by_rule}
        found[code], _ = model.objects.get_or_create(code=code, defaults=facts)
    return found


def provision_of(apps, where):
    """The provision in the library, put there when it is missing; None where no article is known."""
    if not where:
        return None
    number, place = where
    document = apps.get_model("office", "LegalDocument").objects.filter(number=number).first()
    if document is None:
        return None
    article, clause, point = (*place.split(), "", "", "")[:3]
    found, _ = apps.get_model("office", "LegalProvision").objects.get_or_create(
        document=document, article=article, clause=clause, point=point
    )
    return found


def regimes_here(apps):
    return {row.code: row for row in apps.get_model("office", "Regime").objects.order_by("pk")}


def add_steps_of_regimes(apps, events):
    model, regimes = apps.get_model("office", "LegalStep"), regimes_here(apps)
    for code, (words, articles) in STEPS.items():
        if code not in regimes:
            continue
        chosen = [step for step in words if step in articles]
        for place, step in enumerate(chosen, start=1):
            name, done_by, paper, start, end = words[step]
            start = COUNTED_ELSEWHERE.get((code, step), start)
            model.objects.get_or_create(
                regime=regimes[code],
                code=step,
                defaults={
                    "name": name,
                    "position": place * 10,
                    "done_by": done_by,
                    "paper": paper,
                    "counted_from": events.get(start),
                    "ends_with": events[end],
                    "provision": provision_of(apps, articles[step]),
                },
            )


def add_limits(apps):
    steps = apps.get_model("office", "LegalStep").objects
    for regime, code, level, days, kind, at_least, where, is_checked in LIMITS:
        step = steps.filter(regime__code=regime, code=code).first()
        if step is None:
            continue
        apps.get_model("office", "TimeLimit").objects.get_or_create(
            step=step,
            level=level,
            defaults={
                "days": days,
                "day_kind": kind,
                "is_minimum": at_least,
                "provision": provision_of(apps, where),
                "is_verified": is_checked,
            },
        )


def add_bodies(apps):
    model, regimes = apps.get_model("office", "CompetentBody"), regimes_here(apps)
    for code, (document, is_checked, rows) in BODIES.items():
        if code not in regimes:
            continue
        where = (document, COMPETENCE[document]) if document else ""
        for level, name, head_post in rows:
            model.objects.get_or_create(
                regime=regimes[code],
                level=level,
                name=name,
                defaults={
                    "head_post": head_post,
                    "provision": provision_of(apps, where),
                    "is_verified": is_checked,
                },
            )


def hang_limits_on_steps(apps, schema_editor):
    """Each limit that names its step by a word gets the row of that step."""
    steps = apps.get_model("office", "LegalStep").objects
    events = add_events(apps.get_model("office", "LegalEvent"))
    add_steps_of_regimes(apps, events)
    limits = apps.get_model("office", "TimeLimit").objects
    for limit in limits.filter(step=None).order_by("pk"):
        words = OF_AN_INSPECTION[limit.step_code]
        limit.step, _ = steps.get_or_create(
            regime=limit.regime,
            code=limit.step_code,
            defaults={
                "name": words[0],
                "position": 10 * list(OF_AN_INSPECTION).index(limit.step_code),
                "done_by": words[1],
                "counted_from": events[limit.event_code],
                "ends_with": events[ENDS_OF_OLD[limit.step_code]],
                "provision": limit.provision,
            },
        )
        limit.save(update_fields=["step"])
    add_steps(apps, schema_editor)


def remove_steps(apps, schema_editor):
    """What the old columns can say is written back into them; the rest goes."""
    limits = apps.get_model("office", "TimeLimit").objects
    for limit in limits.select_related("step__counted_from").order_by("pk"):
        start = limit.step.counted_from
        is_old = start is not None and start.code in EVENTS_OF_OLD
        if limit.days is None or limit.step.code not in ENDS_OF_OLD or not is_old:
            limit.delete()
            continue
        limit.regime_id, limit.step_code = limit.step.regime_id, limit.step.code
        limit.event_code, limit.step = start.code, None
        limit.save()
    for name in ("CompetentBody", "LegalStep", "LegalEvent"):
        apps.get_model("office", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0010_steps_of_a_law_can_be_rows")]

    operations = [migrations.RunPython(hang_limits_on_steps, remove_steps)]
