"""A finding's text is shown as it is meant."""

from findings.written import Form, in_one_line, pieces, sentences
from tests.cast import signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection

TEXT = """Kết quả như sau:
- Trực tuyến
+ toàn trình
| Đơn vị | Hồ sơ |
|---|--60--|
| Sở A | 4.170 |
| Sở B | - |"""


def test_paragraphs_items_and_tables_are_told_apart():
    opening, item, below, table = pieces(TEXT)
    assert (opening.form, opening.words) == (Form.PARAGRAPH, "Kết quả như sau:")
    assert (item.form, item.words) == (Form.ITEM, "Trực tuyến")
    assert (below.form, below.words) == (Form.SUB_ITEM, "toàn trình")
    assert table.head == ("Đơn vị", "Hồ sơ")
    assert table.rows == (("Sở A", "4.170"), ("Sở B", "-"))


def test_a_list_mentions_a_table_and_shows_no_marks():
    assert in_one_line(TEXT) == "Kết quả như sau: Trực tuyến toàn trình (kèm bảng)"


def test_the_page_of_a_finding_shows_a_table(lan):
    finding = make_finding(make_running_inspection(), TEXT)
    page = signed_in(lan).get(finding.get_absolute_url()).content.decode()
    assert "<td>4.170</td>" in page
    assert "|---" not in page


def test_sentences_are_told_apart_but_not_at_numbers_and_abbreviations():
    text = "Quyết định số 01/QĐ-TTr. Năm 2023 đạt 49,5%. Phòng (5 người) chưa mở sổ.\n- Ý thứ nhất; ý sau.\n|a|b|\n|1|2|"
    assert sentences(text) == [
        "Quyết định số 01/QĐ-TTr.",
        "Năm 2023 đạt 49,5%.",
        "Phòng (5 người) chưa mở sổ.",
        "Ý thứ nhất; ý sau.",
    ]
