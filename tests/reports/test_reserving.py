"""A member reserves his opinion: said before the paper is approved, kept as it was said."""

import pytest
from django.db import DatabaseError, transaction

from office.models import JournalEntry, Notice
from office.workflow import Refused
from reports import filed, reserving
from reports.models import Reservation
from tests.cast import make_person, signed_in
from tests.make.reports import make_approved, make_report, make_submitted
from tests.reports.pages import url, words_of

pytestmark = pytest.mark.django_db
FACTS = {"about": "Trách nhiệm của Trưởng phòng", "text": "Chưa đủ căn cứ để kết luận."}


def test_a_member_reserves_his_opinion_and_who_approves_reads_it(lan, minh, son):
    document = make_report()
    make_submitted(document)
    client = signed_in(lan)
    assert "Bảo lưu ý kiến của tôi" in words_of(client.get(url("detail", document)))
    assert client.post(url("reserve", document), {"about": "", "text": "x"}).status_code == 422
    client.post(url("reserve", document), FACTS)
    row = Reservation.objects.get()
    assert (row.person, row.post, row.version.number) == (lan, "Thành viên", 1)
    assert Notice.objects.filter(person=minh, text__contains="bảo lưu ý kiến").exists()
    assert JournalEntry.objects.filter(verb="reserve", actor=lan).exists()
    for page in ("detail", "review"):
        shown = words_of(signed_in(son).get(url(page, document)))
        assert FACTS["text"] in shown
        assert FACTS["about"] in shown


def test_it_lies_in_the_file_of_the_case_without_its_words(lan):
    document = make_report()
    row = reserving.reserve(document, **FACTS, actor=lan)
    (paper,) = filed.papers_of(document.inspection)
    assert paper.url == row.get_absolute_url()
    assert "Ý kiến bảo lưu của Nguyễn Thị Lan" in paper.title
    assert FACTS["about"] not in paper.title


def test_it_is_never_changed_nor_taken_away(lan):
    row = reserving.reserve(make_report(), **FACTS, actor=lan)
    for act in (lambda: Reservation.objects.update(text="Khác."), row.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_only_a_member_and_only_before_the_paper_is_approved(lan, son):
    document = make_report()
    for person in (son, make_person("quan")):
        with pytest.raises(Refused):
            reserving.reserve(document, **FACTS, actor=person)
    make_approved(document)
    with pytest.raises(Refused):
        reserving.reserve(document, **FACTS, actor=lan)
    assert signed_in(lan).get(url("reserve", document)).status_code == 403
