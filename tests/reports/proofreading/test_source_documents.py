"""The five public papers: the errors they hold are noticed, and hardly anything else.

They lie beside the project and are not part of it; without them these tests are skipped.
"""

from pathlib import Path

import pytest

from config.settings import BASE_DIR
from reports.proofreading import proofread, sheets
from reports.proofreading.sheets import Remark

FOLDER = Path(BASE_DIR).parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"source documents are not at {FOLDER}")

# What is truly wrong in each: the check, and words of the quote.
TRULY_WRONG = {
    "000": [
        ("sums", "563 hồ sơ"),
        ("symbols", "TT-TTCT"),
        ("date_form", "tháng 03"),
        ("ending", "Lưu HSTT"),
        # Two reports of one year and book: 229 in March, 142 in October.
        ("series", "229/BC-UBND"),
        # Home addresses of two petitioners in a conclusion that was published.
        ("private_data", "Số nhà 2"),
        ("private_data", "số nhà 112"),
        # One division, one symbol: LĐTBXH, LĐTB&XH; one decree: NĐ-CP, NĐCP.
        ("same_document", "B&XH"),
        ("same_document", "NĐCP"),
        # “Thương binh & Xã hội” and “Thương binh và Xã hội” in one paper.
        ("names", "& Xã"),
        ("abbreviations", "TBXH"),
    ],
    "001": [
        ("days", "109/KH-SLĐTBXH"),
        ("days", "28/12/2021 Sở đã ban hành"),
        ("series", "952/SLĐTBXH-VP"),
        ("same_document", "SLĐTBOXH"),
    ],
    "002": [("abbreviations", "CBCCVC"), ("abbreviations", "BCĐ")],
    "003": [("abbreviations", "TTHC")],
    "004": [("date_form", day) for day in ("8/1/2024", "4/4/2024", "5/4/2023", "6/9/2022")],
}
# Nothing that is right is taken for wrong at present; one in ten pages may be, with its why.
FALSE_ALARMS: dict[str, list[tuple[str, str]]] = {}
WORDS_A_PAGE = 400


def read(name: str) -> tuple[str, list[Remark]]:
    (path,) = FOLDER.glob(f"{name}_*.txt")
    text = path.read_text()
    return text, proofread(sheets.of_text(text))


def is_meant(remark: Remark, told: tuple[str, str]) -> bool:
    check, words = told
    return remark.check == check and words in remark.quote


@pytest.mark.parametrize("name", TRULY_WRONG)
def test_the_errors_of_the_paper_are_noticed(name):
    _, found = read(name)
    for told in TRULY_WRONG[name]:
        assert any(is_meant(remark, told) for remark in found), told


@pytest.mark.parametrize("name", TRULY_WRONG)
def test_nothing_else_is_noticed(name):
    _, found = read(name)
    known = TRULY_WRONG[name] + FALSE_ALARMS.get(name, [])
    strange = [remark for remark in found if not any(is_meant(remark, told) for told in known)]
    assert strange == []


def test_false_alarms_are_at_most_one_in_ten_pages():
    pages = sum(len(read(name)[0].split()) for name in TRULY_WRONG) / WORDS_A_PAGE
    assert sum(map(len, FALSE_ALARMS.values())) <= pages / 10


def test_head_and_end_are_recognised():
    heads = {}
    for name in TRULY_WRONG:
        (path,) = FOLDER.glob(f"{name}_*.txt")
        sheet = sheets.of_text(path.read_text())
        heads[name] = (sheet.kind, sheet.symbol, str(sheet.dated_by), sheet.archive)
    assert heads == {
        "000": ("KL", "KL-TTr", "2024-03-31", "Lưu HSTT."),
        "001": ("BC", "BC-SLĐTBXH", "2021-11-30", "Lưu: VT, VP (H)."),
        "002": ("BC", "BC-ĐKT", "2023-07-05", "Lưu: VT, ĐKT."),
        "003": ("TB", "TB-TCT", "2022-12-31", "Lưu: VT, THNC(ĐDD)."),
        # An article of a newspaper about a conclusion: no head, no end.
        "004": ("", "", "None", ""),
    }
