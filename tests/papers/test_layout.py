"""Every measure of Phụ lục I NĐ 30/2020, read back from printed papers ("ô" as there)."""

import pytest

from tests.papers.reading import A4, MM, pages

UPRIGHT, BOLD, ITALIC = {"Tinos"}, {"Tinos-Bold"}, {"Tinos-Italic"}
LEFT, RIGHT = 30 * MM, A4[0] - 15 * MM
MIDDLE = (LEFT + RIGHT) / 2
INDENT = LEFT + 12.7 * MM
ABOUT = 1.5


@pytest.fixture
def first():
    return pages("conclusion")[0]


def about(value, give=ABOUT):
    return pytest.approx(value, abs=give)


def test_the_page_is_a4_with_the_legal_margins(first):
    assert (first.width, first.height) == (about(A4[0]), about(A4[1]))
    for page in pages("conclusion")[:3]:
        body = [line for line in page.lines if line.top > 20 * MM]
        assert min(line.left for line in body) == about(LEFT)
        assert max(line.right for line in body) == about(RIGHT)
        assert max(line.bottom for line in body) < A4[1] - 20 * MM + ABOUT


def test_o_1_the_national_title_is_on_one_line_and_its_motto_centred_under_it(first):
    nation, motto = first.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), first.line("Độc lập")
    assert (nation.size, nation.faces) == (12, BOLD)
    assert (motto.size, motto.faces, motto.text) == (13, BOLD, "Độc lập - Tự do - Hạnh phúc")
    assert nation.middle == about(motto.middle)
    assert nation.left > MIDDLE - 40
    assert nation.right <= RIGHT


def test_o_1_the_rule_under_the_motto_is_as_long_as_its_words(first):
    motto = first.line("Độc lập")
    assert first.rule_under(motto) == (about(motto.left), about(motto.right))


def test_o_2_the_superior_office_is_not_bold_and_the_issuer_is(first):
    parent, issuer = first.line("ỦY BAN NHÂN DÂN"), first.line("THANH TRA QUẬN")
    assert (parent.size, parent.faces) == (12, UPRIGHT)
    assert (issuer.size, issuer.faces) == (12, BOLD)
    assert parent.middle == about(issuer.middle)
    assert parent.top == about(first.line("CỘNG HÒA").top)


@pytest.mark.parametrize("name", ["conclusion", "decision"])
def test_o_2_the_rule_under_the_issuer_is_a_third_to_a_half_of_its_words(name):
    page = pages(name)[0]
    issuer = page.line("THANH TRA QUẬN")
    left, right = page.rule_under(issuer)
    assert issuer.width / 3 <= right - left <= issuer.width / 2
    assert (left + right) / 2 == about(issuer.middle)


def test_o_3_and_4_number_and_date_stand_on_one_line_under_their_columns(first):
    number, place = first.line("Số:"), first.line("Đồ Sơn,")
    assert (number.text, number.size, number.faces) == ("Số: 01/KL-TTr", 13, UPRIGHT)
    assert (place.size, place.faces) == (13, ITALIC)
    assert place.text == "Đồ Sơn, ngày 05 tháng 3 năm 2024"
    assert number.top == about(place.top)
    assert number.middle == about(first.line("THANH TRA QUẬN").middle)
    assert place.middle == about(first.line("CỘNG HÒA").middle)


def test_o_3_and_4_are_blank_before_the_issue():
    page = pages("draft_conclusion")[0]
    assert " ".join(page.line("Số:").text.split()) == "Số: /KL-TTr"
    date = page.line("Đồ Sơn,").text
    assert " ".join(date.split()) == "Đồ Sơn, ngày tháng 3 năm 2024"
    assert "ngày   " in date


def test_o_5a_kind_and_subject_are_bold_centred_with_a_rule_below(first):
    kind, subject = first.line("KẾT LUẬN THANH TRA"), first.line("Việc thực hiện")
    last = first.line("niên độ 2022-2024")
    for line in (kind, subject, last):
        assert (line.size, line.faces, line.middle) == (14, BOLD, about(MIDDLE))
    left, right = first.rule_under(last)
    assert subject.width / 3 <= right - left <= subject.width / 2
    assert (left + right) / 2 == about(MIDDLE)


def test_o_6_paragraphs_are_14_points_justified_with_the_first_line_in(first):
    start, follow = first.line("Thực hiện Quyết định số"), first.line("quận, từ ngày")
    assert (start.size, start.faces) == (14, UPRIGHT)
    assert start.left == about(INDENT)
    assert follow.left == about(LEFT)
    assert start.right == about(RIGHT)
    # Single spacing of the face is 16.1 points.
    assert 16.1 <= follow.top - start.top <= 1.5 * 16.1
    after = first.line("Căn cứ Báo cáo")
    end = first.line("Phòng Lao động - Thương binh và Xã hội quận Đồ Sơn.")
    assert after.top - end.top - (follow.top - start.top) >= 6


def test_o_6_headings_are_i_in_capitals_then_1_and_1_1_in_bold():
    first, second, third = pages("conclusion")[:3]
    for line in (first.line("I. KHÁI QUÁT CHUNG"), third.line("IV. KIẾN NGHỊ")):
        assert (line.faces, line.left) == (BOLD, about(INDENT))
    assert first.line("1. Kết quả thực hiện").faces == BOLD
    assert second.line("2.1. Việc quán triệt").faces == BOLD
    assert second.line("a) Năm 2022").faces == UPRIGHT
    assert third.line("1. Đề nghị Chủ tịch").faces == UPRIGHT
    assert third.line("2. Yêu cầu Phòng").faces == BOLD


def test_o_6_items_begin_with_a_dash_and_a_plus(first):
    assert first.line("- Công việc của từng người").left == about(INDENT)
    assert first.line("+ Năm 2022: 4/4").left == about(INDENT)


def test_o_6_bases_are_italic_and_closed_by_semicolons_and_a_point():
    page = pages("decision")[0]
    assert page.line("Căn cứ Luật Thanh tra").text.endswith("năm 2022;")
    assert page.line("Căn cứ Luật Thanh tra").faces == ITALIC
    assert page.line("Theo đề nghị").text.endswith("Thanh tra quận.")


def test_o_6_a_decision_names_who_decides_and_has_articles():
    page = pages("decision")[0]
    for start in ("CHÁNH THANH TRA QUẬN ĐỒ SƠN", "QUYẾT ĐỊNH:"):
        line = page.line(start)
        assert (line.size, line.faces, line.middle) == (14, BOLD, about(MIDDLE))
    assert page.line("Điều 1. Thanh tra việc").faces == BOLD | UPRIGHT
    assert page.line("2. Thời hạn thanh tra").faces == UPRIGHT
    assert page.line("a) Kiểm tra hồ sơ").faces == UPRIGHT


def test_o_9a_a_report_says_to_whom_it_goes():
    line = pages("report")[0].line("Kính gửi:")
    assert line.text == "Kính gửi: Chánh Thanh tra quận Đồ Sơn"
    assert (line.size, line.faces, line.middle) == (14, UPRIGHT, about(MIDDLE))


def test_o_7_the_signer_is_bold_and_centred_in_the_right_block():
    page = pages("decision")[1]
    lines = [page.line(s) for s in ("KT. CHÁNH", "PHÓ CHÁNH", "Đinh Quang Khải")]
    for line in lines:
        assert (line.size, line.faces) == (14, BOLD)
        assert line.middle == about(lines[0].middle)
        assert line.left > MIDDLE
    assert lines[2].top - lines[1].bottom > 20 * MM


def test_o_7_the_other_post_stands_just_above_the_name():
    page = pages("report")[1]
    post, name = page.line("THANH TRA VIÊN"), page.line("Tạ Minh Nguyệt")
    assert 0 <= name.top - post.bottom < 6
    assert (post.faces, post.middle) == (BOLD, about(name.middle))


def test_o_9b_recipients_are_level_with_the_signer():
    page = pages("conclusion")[2]
    call, first = page.line("Nơi nhận:"), page.line("- Thanh tra thành phố;")
    assert (call.size, call.faces) == (12, {"Tinos-Bold-Italic"})
    assert (first.size, first.faces, first.left) == (11, UPRIGHT, about(LEFT))
    assert call.top == about(page.line("CHÁNH THANH TRA").top)
    assert page.line("- Lưu:").text == "- Lưu: VT, HSTT."


def test_the_signature_is_never_alone_on_a_page():
    page = pages("decision")[1]
    text = [line for line in page.lines if 20 * MM < line.top < page.line("Nơi nhận:").top]
    assert len(text) >= 2


def test_the_end_mark_follows_the_last_words_of_the_body_and_of_each_annex():
    *_, third, _annex, end, last = pages("conclusion")
    assert any(line.text.endswith("thực hiện./.") for line in third.lines)
    assert end.lines[-1].text == "./."
    assert last.lines[-1].text == "Tổng số: 474 văn bản./."


def test_page_numbers_stand_in_the_top_margin_from_page_2_and_annexes_count_from_1():
    shown = []
    for page in pages("conclusion"):
        top = [line for line in page.lines if line.bottom < 20 * MM]
        shown.append("".join(line.text for line in top))
        for line in top:
            assert (line.size, line.faces) == (13, UPRIGHT)
            middle = MIDDLE if page.width < page.height else page.width / 2
            assert line.middle == about(middle)
    assert shown == ["", "2", "3", "1", "2", "1"]


def test_an_annex_has_its_label_its_title_in_capitals_and_a_note_in_italics():
    page = pages("conclusion")[3]
    label, title = page.line("Phụ lục I"), page.line("DANH SÁCH ĐƠN")
    assert (label.size, label.faces, label.middle) == (14, BOLD, about(MIDDLE))
    assert (title.size, title.faces, title.middle) == (14, BOLD, about(MIDDLE))
    note = page.line("(Kèm theo Kết luận thanh tra số 01/KL-TTr ngày 05")
    assert (note.size, note.faces) == (14, ITALIC)


def test_a_landscape_annex_turns_its_page():
    last = pages("conclusion")[-1]
    assert (last.width, last.height) == (about(A4[1]), about(A4[0]))


def test_the_heading_of_a_table_is_repeated_on_every_page():
    for page in pages("conclusion")[3:5]:
        assert page.line("Ngày đến").faces == BOLD


def test_cells_are_aligned_as_their_column_says():
    page = pages("conclusion")[1]
    right = [page.line(figure).right for figure in ("228", "194", "422")]
    assert max(right) - min(right) < ABOUT
    assert page.line("Năm 2022").left < INDENT


def test_footnotes_are_11_points_at_the_foot_and_numbered_through_the_paper():
    first, second = pages("conclusion")[:2]
    note = first.line("1 Thành lập theo Quyết định số 245/QĐ-UBND")
    assert note.bottom > first.height - 30 * MM
    assert first.line("1 Thành lập").faces == UPRIGHT
    assert second.line("2 Nghị quyết số 131/NQ-CP")
    assert first.rule_under(first.lines[-2]) if first.rules[3:] else True


def test_a_draft_says_so_in_its_head_and_reads_like_the_final_text():
    draft, final = pages("draft_conclusion"), pages("conclusion")
    assert draft[0].line("DỰ THẢO").top > draft[0].line("Số:").bottom
    # The watermark is drawn, not written: it does not disturb reading or copying.
    assert sum(page.words.count("DỰ") for page in draft) == 1
    assert [page.words for page in draft[1:3]] == [page.words for page in final[1:3]]
