"""The law a case lives under, its limits, and how provisions are cited."""

import datetime
import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from office.law import cite, regime_on, regimes_on, time_limit
from office.models import LegalDocument, LegalProvision, Regime, TimeLimit

pytestmark = pytest.mark.django_db
INSPECTION, CHECK = Regime.CaseKind.INSPECTION, Regime.CaseKind.CHECK
library = importlib.import_module("office.migrations.0004_law_library_and_time_limits")


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


def test_only_the_order_to_draft_is_counted_in_working_days():
    rows = TimeLimit.objects.filter(day_kind=TimeLimit.DayKind.WORKING)
    assert [(row.regime.code, row.step, row.days) for row in rows] == [
        ("thanh-tra-2025", "order_draft", 5)
    ]


def test_the_limit_on_site_counts_from_the_announcement_not_from_the_decision():
    events = TimeLimit.objects.filter(step="on_site").values_list("counted_from", flat=True)
    assert set(events) == {"announced"}


def test_an_administrative_check_has_no_limit_by_law():
    assert time_limit(regime("kiem-tra-hanh-chinh"), "on_site", "province") is None


def test_a_level_without_a_row_of_its_own_takes_the_row_for_all():
    own = regime("thanh-tra-2025")
    assert time_limit(own, "publish", "province").level == ""
    assert time_limit(own, "on_site", "province").level == "province"


def test_every_limit_names_its_article():
    for limit in TimeLimit.objects.select_related("provision"):
        assert limit.provision.article


def test_limits_nobody_compared_with_the_text_say_so():
    doubtful = TimeLimit.objects.filter(is_verified=False).values_list("regime__code", "step")
    assert ("thanh-tra-2022", "on_site") in set(doubtful)
    assert not any(code == "thanh-tra-2025" for code, _ in doubtful)


def test_two_limits_for_one_step_and_level_are_refused():
    limit = TimeLimit.objects.get(regime__code="thanh-tra-2025", step="announce")
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


def test_loading_the_library_again_changes_nothing():
    models = (LegalDocument, LegalProvision, Regime, TimeLimit)
    counts = [model.objects.count() for model in models]
    TimeLimit.objects.filter(step="announce").update(days=99)
    library.add_law_library(apps, None)
    assert [model.objects.count() for model in models] == counts
    assert set(TimeLimit.objects.filter(step="announce").values_list("days", flat=True)) == {99}


def test_the_library_can_be_taken_back():
    library.remove_law_library(apps, None)
    assert not TimeLimit.objects.exists()
    assert not LegalDocument.objects.exists()
    library.add_law_library(apps, None)
    assert regime_on(INSPECTION, datetime.date(2024, 1, 24)).code == "thanh-tra-2022"
