"""What a row said before: kept by the database, told in the words of the screen."""

import pytest
from django.db import DatabaseError, transaction

from findings import recording
from findings.choices import FindingState
from findings.models import Finding
from office import journal
from office.history import changes_of
from office.models import RowChange
from reports import editing, markup
from reports.content import blocks_to_json
from reports.models import Block
from tests.cast import make_person, signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection, make_unit
from tests.make.reports import make_full_case, make_report
from tests.office.test_journal import tamper

pytestmark = pytest.mark.django_db
CASE = "/thanh-tra/2024-001/"


def facts_of(finding, **facts) -> recording.FindingFacts:
    said = {name: getattr(finding, name) for name in recording.PLAIN}
    units = [recording.UnitFacts(each.unit) for each in finding.units.all()]
    return recording.FindingFacts(**(said | {"units": units} | facts))


@pytest.fixture
def finding() -> Finding:
    return make_finding(make_running_inspection(), state=FindingState.NOTED)


def test_a_change_says_who_when_before_and_after(finding, minh):
    text = finding.text
    recording.revise_finding(
        finding, facts_of(finding, text="Sửa lại.", severity="serious"), actor=minh, revision=1
    )
    (change,) = changes_of(finding)
    assert change.who == minh.full_name
    assert {(each.label, each.before, each.after) for each in change.differences} == {
        ("nội dung phát hiện", text, "Sửa lại."),
        ("mức độ", "(trống)", "Nghiêm trọng"),
    }
    assert change.entry.sentence.startswith("Sửa Phát hiện số 1")


def test_a_row_saved_unchanged_leaves_no_trace(finding):
    finding.save()
    assert not RowChange.objects.exists()


def test_changes_in_bulk_are_kept_too(finding):
    Finding.objects.update(text="Sửa hàng loạt.")
    assert changes_of(finding)[0].who == "Ngoài phần mềm"


def test_keys_are_told_as_names(finding, minh):
    recording.revise_finding(finding, facts_of(finding), actor=minh, revision=1)
    Finding.objects.update(recorded_by=make_person("quan"))
    (change, *_) = changes_of(finding)
    assert (change.differences[0].before, change.differences[0].after) == (
        "Nguyễn Thị Lan",
        "Lê Anh Quân",
    )


def test_the_history_is_append_only(finding):
    Finding.objects.update(text="Sửa.")
    row = RowChange.objects.get()
    for act in (
        lambda: RowChange.objects.update(before={}),
        row.delete,
        lambda: RowChange.objects.update(act="delete"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    entry = journal.record(actor=None, verb="x", about=finding, sentence="Sửa.")
    row.refresh_from_db()
    assert row.entry == entry
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RowChange.objects.update(entry=None)


def test_an_act_claims_only_the_changes_of_its_own_transaction(finding, minh):
    Finding.objects.update(text="Sửa.")
    tamper("UPDATE office_rowchange SET transaction = transaction - %s", 1)
    journal.record(actor=minh, verb="x", about=finding, sentence="Việc khác.")
    assert RowChange.objects.get().entry is None


def test_parts_of_a_draft_that_were_taken_out_stay_readable(minh):
    document = make_report(make_full_case())
    row = Block.objects.filter(document=document, kind="text").order_by("pk").first()
    words = blocks_to_json(markup.parse("Chữ của bản trước."))
    row = editing.change(row, revision=row.revision, actor=minh, blocks=words)
    editing.remove(row, revision=row.revision, actor=minh)
    page = signed_in(minh).get(f"{CASE}van-ban/{document.pk}/lich-su/").content.decode()
    assert "Chữ của bản trước." in page
    assert "đã xóa" in page
    assert minh.full_name in page
    assert "Ngoài phần mềm" not in page


def test_the_history_of_a_thing_is_seen_by_who_sees_the_thing(finding, lan, quan, son):
    Finding.objects.update(text="Sửa.")
    path = f"{CASE}phat-hien/1/lich-su/"
    assert [signed_in(each).get(path).status_code for each in (lan, son, quan)] == [200, 200, 404]
    assert "lich-su" in signed_in(lan).get(f"{CASE}phat-hien/1/").content.decode()


def test_a_page_of_history_costs_the_same_for_many_changes(
    finding, lan, django_assert_max_num_queries
):
    client, path, counts = signed_in(lan), f"{CASE}phat-hien/1/lich-su/", []
    for rounds in (1, 3):
        for number in range(rounds):
            Finding.objects.update(text=f"Sửa {number}.", recorded_by=make_person("minh"))
            Finding.objects.update(text="Lại.", recorded_by=make_person("quan"))
        with django_assert_max_num_queries(60) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_administrator_sees_what_a_unit_was_called_before(an):
    unit = make_unit("Phòng A")
    unit.name = "Phòng B"
    unit.save()
    page = signed_in(an).get(f"/quan-tri/inspections/unit/{unit.pk}/history/").content.decode()
    assert "Phòng A" in page
    assert "Phòng B" in page
