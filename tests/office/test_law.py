"""The law a case lives under, its limits, and how provisions are cited."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from office.law import cite, is_competent, limit_until, regime_on, regimes_on, steps_of, time_limit
from office.models import (
    CompetentBody,
    LegalDocument,
    LegalEvent,
    LegalProvision,
    LegalStep,
    Regime,
    TimeLimit,
)

pytestmark = pytest.mark.django_db
INSPECTION, CHECK = Regime.CaseKind.INSPECTION, Regime.CaseKind.CHECK
library = importlib.import_module("office.migrations.0011_steps_of_the_known_laws")


def regime(code: str) -> Regime:
    return Regime.objects.get(code=code)


def days_of(code: str, step: str, level: str) -> tuple[int, int, int]:
    limit = time_limit(regime(code), step, level)
    return limit.days, limit.extension_days, limit.second_extension_days


@pytest.mark.parametrize(
    ("decided_on", "code"),
    [
        ((2011, 7, 1), "thanh-tra-2010"),
        ((2023, 6, 30), "thanh-tra-2010"),
        ((2023, 7, 1), "thanh-tra-2022"),
        ((2024, 1, 24), "thanh-tra-2022"),
        ((2025, 6, 30), "thanh-tra-2022"),
        ((2025, 7, 1), "thanh-tra-2025"),
        ((2026, 11, 22), "thanh-tra-2025"),
    ],
)
def test_the_regime_of_an_inspection_follows_the_date_of_its_decision(decided_on, code):
    assert regime_on(INSPECTION, datetime.date(*decided_on)).code == code


def test_before_the_first_law_of_the_library_there_is_no_regime():
    assert regime_on(INSPECTION, datetime.date(2011, 6, 30)) is None


@pytest.mark.parametrize("decided_on", [(2023, 5, 5), (2025, 8, 5), (2026, 1, 1)])
def test_a_check_is_an_administrative_one_unless_somebody_chooses_otherwise(decided_on):
    assert regime_on(CHECK, datetime.date(*decided_on)).code == "kiem-tra-hanh-chinh"


def test_a_check_of_sector_law_can_be_chosen_since_its_decree():
    codes = [
        [found.code for found in regimes_on(CHECK, day)]
        for day in (datetime.date(2025, 8, 4), datetime.date(2025, 8, 5))
    ]
    assert codes == [
        ["kiem-tra-hanh-chinh"],
        ["kiem-tra-hanh-chinh", "kiem-tra-chuyen-nganh-2025"],
    ]


def test_an_inspection_never_lives_under_the_regime_of_a_check():
    assert all(found.case_kind == CHECK for found in regimes_on(CHECK, datetime.date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("code", "step", "level", "days"),
    [
        ("thanh-tra-2022", "on_site", "district", (30, 15, 0)),
        ("thanh-tra-2022", "on_site", "department", (30, 15, 0)),
        ("thanh-tra-2022", "on_site", "province", (45, 30, 0)),
        ("thanh-tra-2022", "on_site", "ministry", (45, 30, 0)),
        ("thanh-tra-2022", "on_site", "government", (60, 30, 30)),
        ("thanh-tra-2022", "announce", "district", (15, 0, 0)),
        ("thanh-tra-2022", "result_report", "district", (15, 5, 0)),
        ("thanh-tra-2022", "result_report", "province", (20, 10, 0)),
        ("thanh-tra-2022", "draft_conclusion", "government", (30, 15, 0)),
        ("thanh-tra-2022", "conclude", "district", (15, 0, 0)),
        ("thanh-tra-2022", "publish", "district", (10, 0, 0)),
        ("thanh-tra-2022", "direct", "district", (15, 0, 0)),
        ("thanh-tra-2022", "direct", "government", (30, 0, 0)),
        ("thanh-tra-2025", "announce", "province", (15, 0, 0)),
        ("thanh-tra-2025", "on_site", "government", (60, 30, 20)),
        ("thanh-tra-2025", "on_site", "province", (45, 25, 0)),
        ("thanh-tra-2025", "on_site", "department", (30, 10, 0)),
        ("thanh-tra-2025", "result_report", "government", (30, 15, 0)),
        ("thanh-tra-2025", "result_report", "province", (20, 10, 0)),
        ("thanh-tra-2025", "result_report", "department", (15, 10, 0)),
        ("thanh-tra-2025", "draft_conclusion", "province", (20, 10, 0)),
        ("thanh-tra-2025", "conclude", "province", (15, 0, 0)),
        ("thanh-tra-2025", "conclude", "government", (30, 0, 0)),
        ("thanh-tra-2025", "publish", "province", (10, 0, 0)),
        ("kiem-tra-chuyen-nganh-2025", "on_site", "ministry", (15, 7, 0)),
        ("kiem-tra-chuyen-nganh-2025", "on_site", "province", (10, 5, 0)),
        ("kiem-tra-chuyen-nganh-2025", "on_site", "commune", (7, 3, 0)),
        ("thanh-tra-2010", "on_site", "district", (30, 15, 0)),
    ],
)
def test_the_limit_of_a_step_at_a_level(code, step, level, days):
    assert days_of(code, step, level) == days


def test_few_limits_are_counted_in_working_days():
    rows = TimeLimit.objects.filter(day_kind=TimeLimit.DayKind.WORKING)
    found = rows.order_by("step__regime__code").values_list(
        "step__regime__code", "step__code", "days", "is_verified"
    )
    assert list(found) == [
        ("thanh-tra-2022", "member_report", 5, False),
        ("thanh-tra-2025", "order_draft", 5, True),
    ]


def test_the_limit_on_site_counts_from_the_announcement_not_from_the_decision():
    steps = LegalStep.objects.filter(ends_with__code="on_site_ended")
    assert set(steps.values_list("counted_from__code", flat=True)) == {"announced"}


def test_an_administrative_check_has_no_limit_by_law():
    assert time_limit(regime("kiem-tra-hanh-chinh"), "on_site", "province") is None


def test_a_level_without_a_row_of_its_own_takes_the_row_for_all():
    own = regime("thanh-tra-2025")
    assert time_limit(own, "publish", "province").level == ""
    assert time_limit(own, "on_site", "province").level == "province"


def test_every_limit_names_its_article():
    for limit in TimeLimit.objects.filter(days__isnull=False).select_related("provision"):
        # Circular 06/2021 is cited as a whole until somebody has the text in hand.
        assert limit.provision.article or not limit.is_verified


def test_limits_nobody_compared_with_the_text_say_so():
    doubtful = TimeLimit.objects.filter(is_verified=False).values_list(
        "step__regime__code", "step__code"
    )
    assert ("thanh-tra-2022", "on_site") in set(doubtful)
    assert not any(code == "thanh-tra-2025" for code, _ in doubtful)


def test_two_limits_for_one_step_and_level_are_refused():
    limit = TimeLimit.objects.get(step__regime__code="thanh-tra-2025", step__code="announce")
    limit.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        limit.save(force_insert=True)


def test_exactly_one_inspection_law_is_in_force_on_any_day():
    laws = LegalDocument.objects.filter(title="Luật Thanh tra")
    for day in ((2011, 7, 1), (2023, 6, 30), (2023, 7, 1), (2025, 6, 30), (2025, 7, 1)):
        assert laws.in_force_on(datetime.date(*day)).count() == 1


def test_a_document_is_in_force_from_its_first_to_its_last_day():
    law = LegalDocument.objects.get(number="11/2022/QH15")
    edges = [(2023, 6, 30), (2023, 7, 1), (2025, 6, 30), (2025, 7, 1)]
    found = [law.is_in_force_on(datetime.date(*day)) for day in edges]
    assert found == [False, True, True, False]
    queried = [LegalDocument.objects.in_force_on(datetime.date(*day)) for day in edges]
    assert [law in rows for rows in queried] == found


def test_a_replaced_document_ends_the_day_before_the_next_begins():
    for document in LegalDocument.objects.exclude(replaced_by=None):
        assert document.in_force_to + datetime.timedelta(days=1) >= document.issued_on
        assert document.in_force_to < datetime.date(2026, 1, 1)


def provision(number: str, article: str, clause: str = "", point: str = "") -> LegalProvision:
    return LegalProvision.objects.get(
        document__number=number, article=article, clause=clause, point=point
    )


def test_a_law_is_cited_without_number_and_issuer():
    assert cite(provision("11/2022/QH15", "103", "2")) == (
        "khoản 2 Điều 103 Luật Thanh tra ngày 14 tháng 11 năm 2022"
    )


def test_a_law_is_cited_later_by_its_name_alone():
    assert cite(provision("11/2022/QH15", "103", "2"), in_full=False) == (
        "khoản 2 Điều 103 Luật Thanh tra"
    )


def test_a_decree_is_cited_in_full_first_and_by_number_later():
    point = provision("217/2025/NĐ-CP", "15", "3", "đ")
    assert cite(point) == (
        "điểm đ khoản 3 Điều 15 Nghị định số 217/2025/NĐ-CP ngày 05 tháng 8 năm 2025 của Chính phủ"
        " quy định về hoạt động kiểm tra chuyên ngành"
    )
    assert cite(point, in_full=False) == "điểm đ khoản 3 Điều 15 Nghị định số 217/2025/NĐ-CP"


def test_a_whole_document_is_cited_without_a_place():
    whole = LegalProvision(document=LegalDocument.objects.get(number="30/2020/NĐ-CP"))
    assert cite(whole, in_full=False) == "Nghị định số 30/2020/NĐ-CP"


def test_loading_the_steps_again_changes_nothing():
    models = (LegalEvent, LegalStep, LegalProvision, TimeLimit, CompetentBody)
    counts = [model.objects.count() for model in models]
    TimeLimit.objects.filter(step__code="announce").update(days=99)
    library.add_steps(apps, None)
    assert [model.objects.count() for model in models] == counts
    days = TimeLimit.objects.filter(step__code="announce").values_list("days", flat=True)
    assert set(days) == {99}


# --- The steps of a law -------------------------------------------------------------------------
def codes_of(code: str) -> list[str]:
    return [step.code for step in steps_of(regime(code))]


def test_the_steps_of_a_law_stand_in_their_order_with_the_events_between():
    codes = codes_of("thanh-tra-2025")
    in_order = [
        "gather", "decide", "outline", "notify", "team_plan", "announce", "on_site",
        "member_report", "result_report", "order_draft", "draft_conclusion", "appraise", "consult",
        "peer_answer", "conclude", "publish", "send", "recommend", "direct", "unit_plan", "manage",
        "unit_report", "hand_over",
    ]  # fmt: skip
    assert codes == in_order
    for step in steps_of(regime("thanh-tra-2025")):
        if step.counted_from:
            assert step.counted_from.position <= step.ends_with.position


def test_each_law_has_its_own_steps_and_words():
    assert "order_draft" not in codes_of("thanh-tra-2010")
    words = {
        code: {step.code: step.name for step in steps_of(regime(code))}
        for code in ("thanh-tra-2022", "kiem-tra-hanh-chinh", "kiem-tra-chuyen-nganh-2025")
    }
    assert words["thanh-tra-2022"]["on_site"] == "Thời hạn thanh tra"
    for code in ("kiem-tra-hanh-chinh", "kiem-tra-chuyen-nganh-2025"):
        assert words[code]["on_site"] == "Thời hạn kiểm tra"
        assert not any("thanh tra" in name.lower() for name in words[code].values())


def test_a_limit_is_found_by_the_event_it_leads_to_whatever_the_step_is_called():
    step = LegalStep.objects.get(regime=regime("thanh-tra-2025"), code="on_site")
    step.code = "truc-tiep"
    step.save()
    assert limit_until(regime("thanh-tra-2025"), "on_site_ended", "province").days == 45


def test_a_least_distance_and_a_limit_of_the_decision_are_no_legal_most():
    assert limit_until(regime("thanh-tra-2022"), "announced", "district").days == 15
    assert time_limit(regime("thanh-tra-2022"), "outline_ahead", "district") is None
    assert TimeLimit.objects.get(step__regime__code="kiem-tra-hanh-chinh").days is None


@pytest.mark.parametrize(
    ("code", "level", "may"),
    [
        ("thanh-tra-2022", "district", True),
        ("thanh-tra-2022", "department", True),
        ("thanh-tra-2022", "commune", False),
        ("thanh-tra-2025", "province", True),
        ("thanh-tra-2025", "district", False),
        ("thanh-tra-2025", "commune", False),
        ("kiem-tra-chuyen-nganh-2025", "commune", True),
        ("kiem-tra-chuyen-nganh-2025", "district", False),
        ("kiem-tra-hanh-chinh", "district", True),
    ],
)
def test_who_may_decide_under_which_law(code, level, may):
    assert is_competent(regime(code), level) is may


def test_a_limit_by_law_without_a_provision_is_refused():
    step = LegalStep.objects.get(regime=regime("thanh-tra-2025"), code="unit_report")
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeLimit.objects.create(step=step, days=10, day_kind="calendar")


def test_a_step_does_not_end_with_the_event_it_starts_from():
    step = LegalStep.objects.get(regime=regime("thanh-tra-2025"), code="announce")
    step.counted_from = step.ends_with
    with pytest.raises(IntegrityError), transaction.atomic():
        step.save()
