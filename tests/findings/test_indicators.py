"""Indicators: figures typed and pasted as offices write them, compared with a target."""

from decimal import Decimal

import pytest

from findings import comparing, figures, measuring, outline
from findings.models import Indicator
from inspections.choices import CaseState
from inspections.models import Inspection
from office.models import JournalEntry
from office.workflow import Problems
from tests.cast import make_person, signed_in
from tests.findings.pages import CASE, page
from tests.make.findings import make_indicator
from tests.make.inspections import make_audited_unit, make_running_inspection, make_unit

SO = ("Sở Công Thương thành phố Hải An", "Sở Nội vụ thành phố Hải An")


@pytest.fixture
def compared_units(db):
    """A running case with two departments; the division that every case has is left out."""
    inspection = make_running_inspection()
    inspection.audited_units.update(excluded_reason="Đã kiểm toán.")
    for name in SO:
        make_audited_unit(inspection, make_unit(name))
    return inspection


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4.170", Decimal(4170)),
        ("4 170", Decimal(4170)),
        ("49,5%", Decimal("49.5")),
        (" 1.234.567,25 ", Decimal("1234567.25")),
        ("0", Decimal(0)),
        ("-", None),
        ("", None),
    ],
)
def test_figures_are_read_as_offices_write_them(typed, value):
    assert figures.read(typed) == value


@pytest.mark.parametrize("typed", ["4.17", "1,2,3", "bốn", "-5", "1,23456", "9" * 30, "4.1700"])
def test_what_is_no_figure_is_told_and_not_guessed(typed):
    with pytest.raises(figures.NotAFigure):
        figures.read(typed)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(96, 194, "49,5%"), (10, 1250, "0,8%"), (608, 640, "95%"), (4225, 4226, "99,98%")],
)
def test_a_share_is_rounded_to_one_decimal_and_never_up_to_all(part, whole, shown):
    assert figures.percent(figures.share(Decimal(part), Decimal(whole))) == shown


def test_a_table_pasted_from_a_spreadsheet_is_seen_before_it_is_saved(compared_units, lan):
    indicator = make_indicator(compared_units)
    client, path = signed_in(lan), f"{CASE}/chi-tieu/{indicator.number}/"
    table = (
        "TT\tĐơn vị\tTiếp nhận\tTrực tuyến\tTỷ lệ\n"
        "1\tSở Công Thương\t4.226\t4.170\t98,7%\n"
        "2\tsở nội vụ\t194\t96\t49,5%\n"
        "\tTổng\t4.420\t4.266\t96,5%\n"
    )
    seen = client.post(f"{path}dan/", {"pasted": table, "period": "Năm 2023"})
    assert seen.status_code == 200
    assert 'value="4.170"' in page(seen)
    assert "Chưa lưu" in page(seen)
    assert not indicator.measurements.exists()
    units = list(compared_units.audited_units.filter(excluded_reason="").order_by("position"))
    typed = {"period": "Năm 2023", "revision": indicator.revision}
    for row, (whole, part) in zip(units, (("4.226", "4.170"), ("194", "96")), strict=True):
        typed |= {f"whole_{row.pk}": whole, f"part_{row.pk}": part}
    assert client.post(f"{path}so-lieu/", typed).status_code == 302
    shown = page(client.get(f"{CASE}/chi-tieu/"))
    for words in ("98,7%", "49,5%", "Chưa đạt", "4.420", "96,5%", "1/2 đơn vị đạt"):
        assert words in shown
    said = JournalEntry.objects.get(verb="enter_figures")
    assert said.changes[SO[1]] == ["(trống)", "96/194"]
    # Who opened the page before that is told, and may save again knowingly.
    again = client.post(f"{path}so-lieu/", typed | {f"part_{units[0].pk}": "4.000"})
    assert again.status_code == 409
    assert 'value="4.000"' in page(again)


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("Sở Công Thương\t10\tmười", "Dòng 1, cột 3: “mười” không đọc được là số"),
        ("Sở Nội vụ\t194\t96\t59,5%", "Dòng 1, cột 4: ghi 59,5%, nhưng 96/194 là 49,5%"),
        ("Sở Lạ\t1\t1", "Dòng 1, cột 1: không có đơn vị “Sở Lạ”"),
        ("Sở Nội vụ\t1\t1\nSở Nội vụ\t2\t2", "Dòng 2, cột 1: “Sở Nội vụ” có ở hai dòng"),
        ("Sở Nội vụ\t1", "Dòng 1: có 1 cột số liệu, cần 2"),
    ],
)
def test_what_cannot_be_pasted_is_told_by_row_and_column(compared_units, lan, pasted, told):
    indicator = make_indicator(compared_units)
    path = f"{CASE}/chi-tieu/{indicator.number}/dan/"
    answer = signed_in(lan).post(path, {"pasted": pasted, "period": "Năm 2023"})
    assert answer.status_code == 422
    assert told in page(answer)


def test_parts_that_do_not_add_up_are_told_and_not_corrected(compared_units, lan):
    facts = {"kind": "number", "target": None, "target_basis": ""}
    total = make_indicator(compared_units, "Hồ sơ", **facts)
    parts = [
        make_indicator(compared_units, name, part_of=total, **facts)
        for name in ("Hồ sơ trực tuyến", "Hồ sơ liên thông")
    ]
    unit = compared_units.audited_units.filter(excluded_reason="").first()
    for indicator, value in zip([total, *parts], (563, 132, 422), strict=True):
        said = {unit.pk: measuring.Figures(value=Decimal(value))}
        measuring.enter_figures(indicator, "2022-2024", said, revision=1, actor=lan)
    shown = page(signed_in(lan).get(f"{CASE}/chi-tieu/"))
    assert "132 + 422 = 554, nhưng hồ sơ ghi 563" in shown


def test_of_a_percentage_over_several_units_there_is_no_mean(compared_units):
    indicator = make_indicator(compared_units, kind="percent")
    for row, value in zip(
        compared_units.audited_units.filter(excluded_reason=""), (31, 48), strict=True
    ):
        indicator.measurements.create(unit=row, period="Năm 2023", value=value)
    units = list(compared_units.audited_units.filter(excluded_reason=""))
    (compared,) = comparing.comparisons(indicator, units)
    assert compared.total is None
    assert len(compared.missed) == 2


def test_an_indicator_keeps_its_heading_and_its_figures_from_being_removed(compared_units, lan):
    indicator = make_indicator(compared_units, shares={SO[0]: (1, 2)})
    with pytest.raises(Problems, match="còn chỉ tiêu"):
        outline.remove_topic(indicator.topic, actor=lan)
    client = signed_in(lan)
    assert client.post(f"{CASE}/chi-tieu/1/xoa/").status_code == 422
    indicator.measurements.all().delete()
    assert client.post(f"{CASE}/chi-tieu/1/xoa/").status_code == 302
    assert not Indicator.objects.exists()


def test_after_the_conclusion_figures_are_only_read(compared_units, lan):
    make_indicator(compared_units, shares={SO[0]: (1, 2)})
    Inspection.objects.update(state=CaseState.CONCLUDED)
    client = signed_in(lan)
    assert "Lưu số liệu" not in page(client.get(f"{CASE}/chi-tieu/1/"))
    assert client.post(f"{CASE}/chi-tieu/1/so-lieu/", {}).status_code == 403
    assert signed_in(make_person("binh")).get(f"{CASE}/chi-tieu/").status_code == 404
