"""Papers as other offices write and print them: parts A. and B., two columns, rules drawn with signs."""

import io

import pytest
import weasyprint

from reports.content import Section, plain
from reports.importing import pdf, recognise
from reports.importing.columns import unfolded
from reports.outline import outline

# A header and a foot whose columns are narrower than their lines, as a table in Word leaves them.
LAID_OUT = """\
    UBND TỈNH ĐÔNG GIANG              CỘNG HÒA XÃ HỘI CHỦ
                                       NGHĨA VIỆT NAM
       THANH TRA TỈNH
                                 Độc lập – Tự do – Hạnh phúc
          -------                  ------------------------

  Số: 37 /KL-TTr                 Đông Giang, ngày 05 tháng 6 năm
                                              2023

                    KẾT LUẬN THANH TRA
      Việc quản lý đất đai tại huyện Bình Hạ giai đoạn
                       2019 - 2022

   Thực hiện Quyết định số 11/QĐ-TTr ngày 20/02/2023, Đoàn
Thanh tra đã làm việc tại huyện Bình Hạ.
   A. KHÁI QUÁT CHUNG
   Huyện có 12 xã.
   B. KẾT QUẢ THANH TRA
   I. Công tác quản lý đất đai
   1. Việc lập quy hoạch
   1.1. Ưu điểm
\f                                 2

   Kế hoạch được lập đúng hạn./.

Nơi nhận:                                   KT. CHÁNH THANH TRA
- Thanh tra Chính phủ (b/c);               PHÓ CHÁNH THANH TRA
- UBND huyện Bình Hạ và các phòng
chuyên môn (t/h);                                 (Đã ký)
- Lưu: VT, NV2.
                                              Phạm Quốc Tường
"""


def headings(paper) -> list[str]:
    found, waiting = [], list(outline(paper.body, paper.numbering))
    while waiting:
        each = waiting.pop(0)
        waiting[:0] = each.children
        if isinstance(each.block, Section):
            found.append(f"{each.label} {plain(each.block.heading)}".strip())
    return found


def sheet(office: str, nation: str) -> bytes:
    """A PDF whose two columns begin at one height and have lines of unlike heights."""
    column = "position: absolute; top: 0; width: 46%; text-align: center"
    text = "".join(f"<p>{words}</p>" for words in ("<b>KẾT LUẬN</b>", "A. CHUNG", "B. RIÊNG"))
    page = f"""<style>* {{ margin: 0; font: 14pt Tinos, serif }} .row {{ position: relative;
        height: 150pt }} b {{ font-weight: bold }}</style>
        <div class="row"><div style="{column}; left: 0; line-height: 1.3">{office}</div>
        <div style="{column}; right: 0; line-height: 1.1">{nation}</div></div>{text}"""
    return weasyprint.HTML(string=page).write_pdf()


def test_text_that_keeps_the_look_of_its_pages_is_read_in_its_order():
    read = recognise(unfolded(LAID_OUT))
    paper = read.paper
    assert (paper.kind, paper.number, paper.symbol) == ("KL", "37", "KL-TTr")
    assert (paper.place, str(paper.issued_on)) == ("Đông Giang", "2023-06-05")
    assert (paper.issuer_parent, paper.issuer) == ("UBND TỈNH ĐÔNG GIANG", "THANH TRA TỈNH")
    assert " ".join(paper.subject).endswith("giai đoạn 2019 - 2022")
    assert plain(paper.body[0].text).endswith("Đoàn Thanh tra đã làm việc tại huyện Bình Hạ.")
    assert [(each.text, each.purpose) for each in paper.recipients] == [
        ("Thanh tra Chính phủ", "b/c"),
        ("UBND huyện Bình Hạ và các phòng chuyên môn", "t/h"),
    ]
    assert paper.signer.authority == ("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA")
    assert paper.signer.name == "Phạm Quốc Tường"
    assert read.doubts == ()


def test_text_without_columns_stays_as_it_is():
    words = "QUYẾT ĐỊNH\n\nCăn cứ Luật Thanh tra;\n\tMột dòng thụt."
    assert unfolded(words) == words


def test_parts_with_capitals_stand_over_the_roman_numbers():
    assert headings(recognise(unfolded(LAID_OUT)).paper) == [
        "A. KHÁI QUÁT CHUNG",
        "B. KẾT QUẢ THANH TRA",
        "I. Công tác quản lý đất đai",
        "1. Việc lập quy hoạch",
        "1.1. Ưu điểm",
    ]


def test_two_columns_of_a_sheet_are_read_one_after_the_other():
    office = "UBND TỈNH ĐÔNG GIANG<br><b>THANH TRA TỈNH</b><br><br>Số: 37/KL-TTr"
    nation = (
        "CỘNG HÒA XÃ HỘI CHỦ<br>NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br><br>"
        "Đông Giang, ngày 05 tháng 6 năm<br>2023"
    )
    rows, _ = pdf.rows_of(io.BytesIO(sheet(office, nation)))
    paper = recognise("\n".join(rows)).paper
    assert (paper.issuer_parent, paper.issuer) == ("UBND TỈNH ĐÔNG GIANG", "THANH TRA TỈNH")
    assert (paper.number, paper.place, str(paper.issued_on)) == ("37", "Đông Giang", "2023-06-05")
    assert (paper.kind, paper.numbering) == ("KL", "parts")


@pytest.mark.parametrize(
    ("labels", "odd"),
    [
        (["I. MỘT", "1. Việc đầu", "2. Việc sau", "II. HAI"], []),
        # The second 2. stands as written; what follows counts on from the first.
        (["I. MỘT", "1. Đầu", "2. Giữa", "2. Lặp", "3. Cuối"], ["2."]),
        (["I. MỘT", "II. HAI", "IV. BỐN", "V. NĂM"], ["IV.", "V."]),
        (["A. CHUNG", "B. RIÊNG", "C. CUỐI", "1. Không có La Mã"], ["1."]),
        (["A. CHUNG", "B. RIÊNG", "C. BA", "D. BỐN", "Đ. NĂM", "E. SÁU"], ["Đ."]),
    ],
)
def test_a_number_out_of_order_is_kept_and_told(labels, odd):
    read = recognise("KẾT LUẬN\nVề việc quản lý\n\n" + "\n\n".join(labels))
    assert headings(read.paper) == labels
    assert [doubt.split("“")[1].split("”")[0] for doubt in read.doubts if "đánh số" in doubt] == odd
