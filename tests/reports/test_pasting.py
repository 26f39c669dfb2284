"""What comes from Word and the web becomes blocks; what has no place in a paper is told."""

import pytest

from reports import markup, pasting, rich_text

FROM_WORD = """<html xmlns:o="urn"><head><style><!-- p {color:red} --></style></head><body>
<!--StartFragment--><h2>I. ĐẶC ĐIỂM<o:p></o:p></h2>
<p class=MsoNormal style='color:red'>Trong   năm
2023, <b>ba</b>&nbsp;đơn vị<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> đã nộp.<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Ý thứ nhất</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><!--[endif]-->Ý nhỏ</p>
<p>1. Khoản một</p><p>a) Điểm a</p><p>Lời <i>kết</i></p>
<table><tr><td colspan=2><p>A</p><p>B</p></td></tr><tr><td>1</td><td>2</td></tr></table>
<div style='mso-element:footnote' id=ftn1><p><a href="#_ftnref1">[1]</a> Nộp <i>ngày</i> 05/7.</p></div>
<!--EndFragment--></body></html>"""


def pasted(html: str) -> str:
    return markup.write(rich_text.read(pasting.clean(html).html))


def test_a_fragment_of_word_keeps_its_structure():
    assert pasted(FROM_WORD).split("\n") == [
        *("**I. ĐẶC ĐIỂM**", "", "Trong năm 2023, **ba** đơn vị^[Nộp *ngày* 05/7.] đã nộp."),
        *("- Ý thứ nhất", "+ Ý nhỏ", "1. Khoản một", "a) Điểm a", "", "#", "", "Lời *kết*", ""),
        *("| A B |  |", "| ---- | ---- |", "| 1 | 2 |"),
    ]


@pytest.mark.parametrize(
    ("html", "words", "told"),
    [
        ("<p>Chữ<script>alert(1)</script></p>", "Chữ", "mã lệnh"),
        ('<p>Chữ<img src=x onerror="alert(1)"></p>', "Chữ", "hình ảnh, mã lệnh"),
        ('<p>Xem <a href="https://vi.example/a">trang</a></p>', "Xem trang", "địa chỉ liên kết"),
        ('<p style="font-family:Arial">Chữ</p>', "Chữ", "phông"),
        ("<h1>Phần một</h1>", "**Phần một**", "đoạn chữ đậm"),
        (
            "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>",
            "| a b |\n| ---- |",
            "Bảng nằm trong ô",
        ),
        ("<ul><li>một<ul><li>hai</li></ul></li></ul>", "- một\n+ hai", ""),
        ("<ol><li>một<ol><li>hai</li></ol></li></ol>", "1. một\na) hai", ""),
        ('<b style="font-weight:normal"><p>Không đậm</p></b>', "Không đậm", ""),
        ("– gạch dài<br>+ ý nhỏ", "- gạch dài\n+ ý nhỏ", ""),
        ("</td></tr><p><b><i>hỏng", "***hỏng***", ""),
    ],
)
def test_what_has_no_place_is_dropped_and_told(html, words, told):
    found = pasting.clean(html)

    assert markup.write(rich_text.read(found.html)) == words
    assert told in " ".join(found.told)
    assert bool(found.told) == bool(told)


@pytest.mark.parametrize("html", ["a" * 4_000_001, "<b>" * 70_000, "<p>x" * 70_000])
def test_too_much_at_once_is_refused_in_words(html):
    with pytest.raises(pasting.TooLong, match="dán từng mục"):
        pasting.clean(html)
