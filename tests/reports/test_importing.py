"""Existing papers recognised by the rules of the trade; the round trip is in tests/papers."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.content import Footnote, Item, Numbered, Paragraph, Section, plain
from reports.importing import recognise

REPORT = """\
ỦY BAN NHÂN DÂN QUẬN HẢI TÂN
**THANH TRA**

Số: 05/BC-TTr

Hải Tân, ngày 08 tháng 3 năm 2024

## BÁO CÁO

### Kết quả rà soát thủ tục

Kính gửi: Ủy ban nhân dân quận

Thực hiện kế hoạch năm, Thanh tra quận báo cáo như sau:

I. TÌNH HÌNH

1. Việc chỉ đạo

Đã ban hành **03** văn bản¹ và tổ chức hội nghị triển khai đến toàn thể cán bộ, công chức, viên chức

¹ Kế hoạch số 12/KH-TTr ngày 05/01/2024.

của quận.

- Rà soát 12 thủ tục:

+ Bãi bỏ 02 thủ tục;

1.1. Về phân công

Mỗi phòng một đầu mối.

II. KIẾN NGHỊ

1. Giao Văn phòng theo dõi.

a) Báo cáo hằng tháng;

b) Tổng hợp cuối năm./.

Nơi nhận:
- Như trên;
- Văn phòng (để theo dõi);
- Lưu: VT.

**KT. CHÁNH THANH TRA
PHÓ CHÁNH THANH TRA**

**Đỗ Thu Hương**
"""
DECISION = """\
Số: 15/QĐ-UBND
QUYẾT ĐỊNH
Về việc phân công nhiệm vụ

Căn cứ Luật Tổ chức chính quyền địa phương;
Căn cứ đề nghị của Văn phòng;

Điều 1. Phân công ông Trần Văn Minh phụ trách.

1. Tiếp nhận hồ sơ;

2. Trả kết quả.

Điều 2. Quyết định có hiệu lực từ ngày ký./.
"""


def test_the_head_is_recognised():
    paper = recognise(REPORT).paper
    assert (paper.kind, paper.title, paper.subject) == (
        "BC",
        "BÁO CÁO",
        ("Kết quả rà soát thủ tục",),
    )
    assert (paper.issuer_parent, paper.issuer) == ("ỦY BAN NHÂN DÂN QUẬN HẢI TÂN", "THANH TRA")
    assert (paper.number, paper.symbol, paper.place) == ("05", "BC-TTr", "Hải Tân")
    assert str(paper.issued_on) == "2024-03-08"
    assert paper.addressees == ("Ủy ban nhân dân quận",)


def test_the_foot_is_recognised():
    paper = recognise(REPORT).paper
    assert [(each.text, each.purpose) for each in paper.recipients] == [
        ("Như trên", ""),
        ("Văn phòng", "để theo dõi"),
    ]
    assert paper.archive == "VT"
    assert paper.signer.authority == ("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA")
    assert (paper.signer.name, paper.signer.other_post) == ("Đỗ Thu Hương", "")


def test_numbers_and_dashes_tell_the_levels():
    read = recognise(REPORT)
    opening, first, second = read.paper.body
    assert isinstance(opening, Paragraph)
    (led,) = first.children
    assert plain(led.heading) == "Việc chỉ đạo"
    text, item, under, path = led.children
    assert (item.level, under.level) == (1, 2)
    assert isinstance(item, Item)
    assert isinstance(path, Section)
    (task,) = second.children
    assert isinstance(task, Numbered)
    assert [plain(each.text) for each in task.children] == [
        "Báo cáo hằng tháng;",
        "Tổng hợp cuối năm./.",
    ]
    assert text.text[1].bold
    assert read.doubts == ()


def test_a_footnote_comes_to_its_mark_and_the_sentence_around_it_is_whole():
    text = recognise(REPORT).paper.body[1].children[0].children[0]
    (marked,) = [run for run in text.text if run.footnote]
    assert isinstance(marked.footnote, Footnote)
    assert plain(marked.footnote.text) == "Kế hoạch số 12/KH-TTr ngày 05/01/2024."
    assert plain(text.text).endswith("viên chức của quận.")


def test_a_decision_has_its_grounds_and_articles():
    paper = recognise(DECISION).paper
    assert paper.numbering == "article"
    assert [block.style for block in paper.preamble] == ["basis", "basis"]
    first, second = paper.body
    assert len(first.children) == 2
    assert plain(second.text).startswith("Quyết định có hiệu lực")


def test_a_number_out_of_order_is_kept_and_told():
    read = recognise(REPORT.replace("II. KIẾN NGHỊ", "III. KIẾN NGHỊ"))
    assert read.doubts == (
        "Dòng 34: bản gốc đánh số “III.”, theo thứ tự phải là “II.”; số được giữ như bản gốc.",
    )


@pytest.mark.parametrize(
    "words", ["", "   \n\n", "Một câu.", "I.\n\n1.\n\n-", "**", "Số:", "\x00\x07"]
)
def test_anything_is_read_without_a_fault(words):
    assert recognise(words).doubts


def test_the_command_tells_what_it_recognised(tmp_path):
    file = tmp_path / "bao-cao.txt"
    file.write_text(REPORT, encoding="utf-8")
    out = StringIO()
    call_command("import_document", str(file), stdout=out)
    assert "Số 05/BC-TTr, Hải Tân, ngày 08/03/2024" in out.getvalue()
    assert "1.1. Về phân công" in out.getvalue()
    out = StringIO()
    call_command("import_document", str(file), "--json", stdout=out)
    (row,) = json.loads(out.getvalue())
    assert row["paper"]["symbol"] == "BC-TTr"
    with pytest.raises(CommandError, match="Không có tệp"):
        call_command("import_document", "khong-co.txt")
