"""A news item about a paper: which paper it was, where the team worked, what was found and asked."""

import datetime

import pytest

from reports.importing import account as account_module
from reports.importing.account import NamedUnit, is_account, read_account

NEWS = """\
Công khai kết luận thanh tra công tác quản lý đất đai tại 03 phường
Thứ Tư, ngày 14/10/2026 08:15
Chia sẻ

Thanh tra thành phố Hải An vừa công bố Kết luận thanh tra số 88/KL-TTTP ngày 30/9/2026 về việc quản lý đất đai, trật tự xây dựng.

Từ ngày 3/8 đến 28/8/2026, Đoàn đã làm việc tại UBND phường Bắc Hà, UBND phường Nam Thành (gọi tắt là phường Thành) và Phòng Kinh tế, Hạ tầng và Đô thị quận cũ (KTHTĐT).

Qua thanh tra, các phường đã niêm yết công khai thủ tục. Riêng phường Thành chậm 12 hồ sơ. Những hồ sơ này đều không có văn bản xin lỗi.

Những tồn tại được chỉ ra

- UBND phường Bắc Hà chưa mở sổ theo dõi đơn.
- KTHTĐT không thẩm định 02 công trình. Các đơn vị còn lại thực hiện đúng.

Chánh Thanh tra thành phố yêu cầu Chủ tịch UBND phường Bắc Hà mở sổ theo dõi trước ngày 15/11/2026. Giao phường Thành rà soát các hồ sơ chậm.

Đối với Phòng Kinh tế, Hạ tầng và Đô thị quận cũ, Thanh tra thành phố kiến nghị:
- Thẩm định lại 02 công trình trong thời hạn 30 ngày kể từ ngày nhận được kết luận.
- Kiểm điểm người chậm trễ;

Nguồn: thanhtra.example
https://thanhtra.example/tin/88-kl.htm
Tin liên quan
UBND phường Bắc Hà chưa thu phí
"""
BAC_HA, THANH, KTHTDT = 0, 1, 2


@pytest.fixture(scope="module")
def account():
    return read_account(NEWS)


def test_it_is_told_from_a_paper():
    assert is_account(NEWS)
    assert not is_account("Phường Bắc Hà họp tổng kết năm.")
    assert not is_account(f"CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{NEWS}")
    assert not is_account(f"{NEWS}\n**Nơi nhận:**\n- Như trên;")
    assert not is_account(f"Số: 12/BC-TTr\n{NEWS}")


def test_the_paper_is_known_by_number_day_issuer_and_subject(account):
    assert (account.kind, account.label) == ("Kết luận thanh tra", "88/KL-TTTP")
    assert account.dated_on == datetime.date(2026, 9, 30)
    assert account.issuer == "Thanh tra thành phố Hải An"
    assert account.subject == "Quản lý đất đai, trật tự xây dựng"
    assert account.published_on == datetime.date(2026, 10, 14)
    assert account.source == "https://thanhtra.example/tin/88-kl.htm"
    assert account.doubts == ()


def test_a_day_without_its_year_has_that_of_the_last_day(account):
    assert account.on_site_from == datetime.date(2026, 8, 3)
    assert account.on_site_to == datetime.date(2026, 8, 28)


def test_units_keep_the_short_names_of_the_account(account):
    assert account.units == (
        NamedUnit("UBND phường Bắc Hà"),
        NamedUnit("UBND phường Nam Thành", "phường Thành"),
        NamedUnit("Phòng Kinh tế, Hạ tầng và Đô thị quận cũ", "KTHTĐT"),
    )


def test_each_statement_stands_with_the_units_it_speaks_of(account):
    told = [(each.units, each.text, each.is_fault) for each in account.statements]
    assert told == [
        ((0, 1, 2), "Qua thanh tra, các phường đã niêm yết công khai thủ tục.", False),
        (
            (THANH,),
            "Riêng phường Thành chậm 12 hồ sơ. Những hồ sơ này đều không có văn bản xin lỗi.",
            True,
        ),
        ((BAC_HA,), "UBND phường Bắc Hà chưa mở sổ theo dõi đơn.", True),
        ((KTHTDT,), "KTHTĐT không thẩm định 02 công trình.", True),
        ((BAC_HA, THANH), "Các đơn vị còn lại thực hiện đúng.", False),
    ]


def test_what_is_asked_has_its_addressee_and_its_time(account):
    asked = [(each.units, each.asked.text, each.asked.addressee) for each in account.demands]
    assert asked == [
        (
            (BAC_HA,),
            "Mở sổ theo dõi trước ngày 15/11/2026",
            "Chủ tịch UBND phường Bắc Hà",
        ),
        ((THANH,), "Rà soát các hồ sơ chậm", "phường Thành"),
        (
            (KTHTDT,),
            "Thẩm định lại 02 công trình trong thời hạn 30 ngày kể từ ngày nhận được kết luận",
            "Phòng Kinh tế, Hạ tầng và Đô thị quận cũ",
        ),
        ((KTHTDT,), "Kiểm điểm người chậm trễ", "Phòng Kinh tế, Hạ tầng và Đô thị quận cũ"),
    ]
    assert account.demands[0].asked.due_on == datetime.date(2026, 11, 15)
    assert account.demands[2].asked.due_days == 30


def test_other_news_below_are_left_out(account):
    assert not any("thu phí" in each.text for each in account.statements)


def test_where_no_visit_is_told_the_subject_names_the_unit():
    account = read_account(
        "Kết quả kiểm tra tại Sở Công Thương\n"
        "Theo Thông báo kết luận kiểm tra số 12/TB-UBND ngày 5 tháng 9 năm 2026 của UBND thành phố"
        " về việc thực hiện nhiệm vụ được giao tại Sở Công Thương, một số việc còn chậm.\n"
        "Sở Công Thương chưa hoàn thành 11 nhiệm vụ được giao trong năm.\n"
    )
    assert account.kind == "Thông báo kết luận kiểm tra"
    assert account.issuer == "UBND thành phố"
    assert [unit.name for unit in account.units] == ["Sở Công Thương"]
    assert [each.units for each in account.statements] == [(0,)]


@pytest.mark.parametrize(
    "words", ["", "\n\n", "Tin", "Kết luận thanh tra số 99/KL ngày 31/02/2026."]
)
def test_what_is_not_understood_is_told_and_nothing_fails(words):
    account = read_account(words)
    assert "Không nhận ra kiến nghị nào." in account.doubts
    assert account.dated_on is None


HEAD = "Tin\nThanh tra vừa công bố Kết luận thanh tra số 8/KL-TTr ngày 01/3/2026 về đất đai.\n"


@pytest.mark.parametrize(
    "words",
    [
        HEAD + "Từ ngày 1/2 đến 3/2/2026 đoàn làm việc tại Sở A " + "(" * 300_000,
        HEAD + "Từ ngày 1/2 đến 3/2/2026 đoàn làm việc tại " + ", ".join(["Sở A"] * 40_000),
        HEAD + "Đối với " + "Sở A, " * 50_000 + "thôi.",
        "Tin\n" + "A" * 300_000 + " công bố Kết luận thanh tra số 8/KL-TTr",
        HEAD + "Từ ngày " * 60_000,
        HEAD + "kiến nghị Sở " * 40_000,
    ],
    ids=["brackets", "units", "commas", "issuer", "days", "demands"],
)
def test_a_hostile_file_is_read_to_its_end(words):
    account = read_account(words)

    assert account.doubts[0] == account_module.TOO_LONG
    assert len(account.units) <= account_module.MOST_UNITS
