"""manage.py verify_journal, the nightly check, and the page that shows what came of it."""

import io

import pytest
from django.core.management import CommandError, call_command

from office import journal, journal_checks
from office.models import Job, JournalEntry
from office.schedule import ask_to_verify
from office.tasks import verify_journal
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.inspections import make_inspection
from tests.office.test_journal import tamper

pytestmark = pytest.mark.django_db
PAGE = "/van-phong/nhat-ky/"


@pytest.fixture
def lines() -> list[JournalEntry]:
    about = make_inspection(with_team=False)
    return [
        journal.record(actor=None, verb="do", about=about, sentence=f"Việc {n}.", chain=chain)
        for chain in ("2024-001", "office")
        for n in (1, 2)
    ]


def verify(*args) -> str:
    said = io.StringIO()
    call_command("verify_journal", *args, stdout=said)
    return said.getvalue()


def test_a_whole_journal_is_told_in_one_sentence(lines):
    assert verify() == "Nhật ký nguyên vẹn: 4 dòng trong 2 chuỗi.\n"


def test_a_break_is_printed_and_ends_with_1(lines):
    tamper("UPDATE office_journalentry SET sentence = 'Khác.' WHERE id = %s", lines[1].pk)
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 chỗ") as ended:
        call_command("verify_journal", stdout=said)
    assert ended.value.returncode == 1
    assert f"Đứt ở chuỗi 2024-001, dòng {lines[1].pk}" in said.getvalue()


def test_a_lost_end_is_found_by_what_was_written_down_outside(lines, tmp_path):
    kept = tmp_path / "heads.json"
    verify("--keep", str(kept))
    tamper("DELETE FROM office_journalentry WHERE id = %s", lines[1].pk)
    assert "nguyên vẹn" in verify()
    with pytest.raises(CommandError):
        verify("--against", str(kept))


def test_a_file_that_is_no_list_of_heads_is_told(lines, tmp_path):
    (tmp_path / "x").write_text("[1]")
    with pytest.raises(CommandError, match="Không đọc được"):
        verify("--against", str(tmp_path / "x"))


def test_the_nightly_check_is_a_job_that_keeps_what_it_found(lines):
    tamper("UPDATE office_journalentry SET sentence = 'Khác.' WHERE id = %s", lines[0].pk)
    ask_to_verify()
    ask_to_verify()
    job = Job.objects.get(kind=journal_checks.KIND)
    verify_journal(str(job.pk))
    check = journal_checks.last_check()
    assert (check.lines, check.chains, len(check.breaks), check.is_sound) == (4, 2, 1, False)


def test_the_page_is_for_the_chief_and_the_administrator(lines):
    allowed = {name for name in PEOPLE if signed_in(make_person(name)).get(PAGE).status_code == 200}
    assert allowed == {"son", "an"}


def test_the_chief_sees_every_chain_and_the_administrator_his_own(lines, son, an):
    assert "2024-001" in signed_in(son).get(PAGE).content.decode()
    page = signed_in(an).get(PAGE).content.decode()
    assert "2024-001" not in page
    assert "Việc 2." in page


def test_the_page_narrows_and_says_how_the_chains_are(lines, son):
    client = signed_in(son)
    assert "Chưa kiểm tra lần nào" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}kiem-tra/")
    assert "Đang kiểm tra" in client.get(PAGE).content.decode()
    verify_journal(str(Job.objects.get().pk))
    page = client.get(f"{PAGE}?chuoi=2024-001&q=vi%E1%BB%87c+1&tu=01/01/2020").content.decode()
    assert "Nguyên vẹn lúc" in page
    assert "Việc 1." in page
    assert "Việc 2." not in page


def test_a_long_journal_goes_on_on_the_next_page(lines, son, django_assert_num_queries):
    about = make_inspection("2024-002", with_team=False)
    for number in range(55):
        journal.record(actor=son, verb="do", about=about, sentence=f"Dòng {number}.", chain="x")
    page = signed_in(son).get(PAGE)
    second = signed_in(son).get(PAGE, {"sau": page.context["page"].after}).content.decode()
    assert "Dòng 0." not in page.content.decode()
    assert "Dòng 0." in second
