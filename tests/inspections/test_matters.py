"""Whether two contents speak of the same matter."""

import pytest

from inspections.matters import shared


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        ("Việc quản lý, sử dụng đất đai", "Công tác quản lý đất đai năm 2024", ["đất đai"]),
        (
            "Việc giải quyết thủ tục hành chính",
            "Kiểm soát THỦ TỤC HÀNH CHÍNH",
            ["thủ tục"],
        ),
        ("Quản lý đầu tư công", "Quyết toán dự án đầu tư công", ["đầu tư công"]),
        ("Việc tiếp công dân", "Việc quản lý đất đai", []),
        # What every plan says is no matter of its own.
        ("Việc thực hiện nhiệm vụ, công vụ", "Việc chấp hành quy định pháp luật", []),
        # What a comma parts is no word.
        ("Đầu tư, công trình", "Đầu tư công", ["Đầu tư"]),
        ("", "", []),
        ("Đất đai", "", []),
    ],
)
def test_two_contents_share_the_words_that_both_hold(mine, theirs, words):
    assert shared(mine, theirs) == words


def test_the_name_of_the_unit_is_no_matter():
    mine, theirs = "Tiếp dân tại Sở Xây dựng", "Đấu thầu tại Sở Xây dựng"
    assert shared(mine, theirs) == ["Sở Xây dựng"]
    assert shared(mine, theirs, besides="Sở Xây dựng") == []


def test_equal_texts_share_themselves_however_plain_they_are():
    assert shared("Việc thực hiện nhiệm vụ", "việc  thực hiện nhiệm vụ") == [
        "Việc thực hiện nhiệm vụ"
    ]
