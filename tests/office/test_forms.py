"""What every form of the office has."""

import datetime
import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError

from inspections.models import Inspection
from office import journal
from office.forms import DateField, DongField, RoomForm, RoomModelForm
from office.revisions import save_if_unchanged
from office.workflow import Overtaken
from tests.cast import make_person
from tests.make.inspections import make_inspection


@pytest.mark.parametrize(
    "typed", ["5/7/2023", "05/07/2023", "05-07-2023", "5.7.2023", "2023-07-05", " 5 / 7 / 2023 "]
)
def test_a_day_is_read_however_offices_write_it(typed):
    assert DateField().clean(typed) == datetime.date(2023, 7, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2024", "Ngày 31/02/2024 không có trong lịch."),
        ("0/5/2024", "Ngày 0/5/2024 không có trong lịch."),
        ("5/7/23", "Hãy viết ngày theo dạng ngày/tháng/năm"),
        ("hôm nay", "Hãy viết ngày theo dạng ngày/tháng/năm"),
        ("5/7/0203", "Năm 203 nằm ngoài"),
    ],
)
def test_a_wrong_day_is_told_in_a_sentence(typed, sentence):
    with pytest.raises(ValidationError) as told:
        DateField().clean(typed)
    assert sentence in told.value.messages[0]


def test_a_day_that_may_stay_empty_is_none():
    assert DateField(required=False).clean("") is None


@pytest.mark.parametrize(
    "typed", ["1.250.000", "1250000", "1 250 000", "1.250.000 đồng", "1\u00a0250\u00a0000 đ"]
)
def test_an_amount_is_read_however_offices_write_it(typed):
    assert DongField().clean(typed) == 1_250_000


@pytest.mark.parametrize("typed", ["1.25", "1,5 triệu", "một triệu", "1.2500.000"])
def test_an_amount_that_could_mean_two_things_is_refused(typed):
    with pytest.raises(ValidationError, match="bằng chữ số theo đồng"):
        DongField().clean(typed)


def test_an_amount_below_zero_is_refused():
    with pytest.raises(ValidationError, match="không được nhỏ hơn 0"):
        DongField().clean("-5")


def test_a_saved_amount_is_shown_grouped_and_unchanged():
    field = DongField()
    assert field.prepare_value(1_250_000) == "1.250.000"
    assert not field.has_changed(1_250_000, "1.250.000")
    assert field.has_changed(1_250_000, "1.250.001")


class NameForm(RoomForm):
    name = forms.CharField(label="Tên")


def test_letters_are_kept_in_one_spelling():
    form = NameForm({"name": unicodedata.normalize("NFD", "Đề nghị\u0007 xử lý")})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Đề nghị xử lý"


class CaseForm(RoomModelForm):
    class Meta:
        model = Inspection
        fields = ("subject", "secrecy", "period_from")


def typed_into(case: Inspection, **changes) -> dict[str, str]:
    return {
        "subject": case.subject,
        "secrecy": case.secrecy,
        "period_from": "01/01/2022",
        "revision": str(case.revision),
    } | changes


def test_a_form_of_one_row_carries_its_revision_hidden(db):
    form = CaseForm(instance=make_inspection(revision=7))
    assert 'type="hidden" name="revision" value="7"' in form.as_p()
    assert 'value="01/01/2022"' in form.as_p()


def test_a_new_row_has_no_revision():
    assert "revision" not in CaseForm().fields


def test_the_later_of_two_saves_is_told_and_writes_nothing(db):
    case = make_inspection()
    mine = Inspection.objects.get()
    case.subject = "việc thứ nhất"
    save_if_unchanged(case, ["subject"], revision=1)
    mine.subject = "việc thứ hai"
    with pytest.raises(Overtaken, match="người khác đã sửa"):
        save_if_unchanged(mine, ["subject"], revision=1)
    assert Inspection.objects.get().subject == "việc thứ nhất"
    assert Inspection.objects.get().revision == case.revision == 2


def test_the_later_one_learns_who_was_faster_and_when(db):
    case = make_inspection()
    journal.record(actor=make_person("lan"), verb="revise", about=case, sentence="Sửa.")
    with pytest.raises(Overtaken, match=r"Nguyễn Thị Lan đã sửa “Cuộc thanh tra 2024-001” lúc "):
        save_if_unchanged(case, ["subject"], revision=9)


def test_both_texts_stand_side_by_side_and_saving_again_wins_knowingly(db):
    case = make_inspection()
    form = CaseForm(typed_into(case, subject="của tôi", secrecy="internal"), instance=case)
    assert form.is_valid()
    Inspection.objects.update(subject="của người khác", revision=2)
    current = Inspection.objects.get()
    assert form.is_stale(current)
    conflict = form.conflict_with(current)
    told = [(each.label, each.theirs, each.mine) for each in conflict.differences]
    assert told == [
        ("Nội dung cuộc", "của người khác", "của tôi"),
        ("Phạm vi xem", "Thường", "Chỉ người trong cuộc"),
    ]
    assert 'name="revision" value="2"' in form.as_p()
    assert "của tôi" in form.as_p()


@pytest.mark.parametrize("revision", ["", "mười", "1.5"])
def test_a_form_without_its_revision_is_stale(db, revision):
    case = make_inspection()
    form = CaseForm(typed_into(case, revision=revision), instance=case)
    form.is_valid()
    assert form.is_stale(case)
