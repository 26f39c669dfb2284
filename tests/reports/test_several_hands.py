"""Several people issue, submit and write at once: one wins, the other is told, no number is lost."""

import threading

import pytest
from django.db import connection

from office.models import Register, RegisterEntry
from office.workflow import Overtaken, Refused
from reports import content, editing, issuing
from reports.models import Block, Document
from tests.cast import make_person
from tests.make.reports import (
    REPORTED_ON,
    make_approved,
    make_approved_in_bulk,
    make_full_case,
    make_report,
)

pytestmark = pytest.mark.django_db


def in_threads(count: int, work) -> list[BaseException]:
    """Run `work(place)` in threads with database connections of their own; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(count)

    def run(place: int) -> None:
        try:
            start.wait()
            work(place)
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_eight_threads_issue_eighty_papers_without_gap_or_double():
    inspection, chief, ha = make_full_case(), make_person("son"), make_person("ha")
    papers = make_approved_in_bulk(inspection, 80, chief)

    def issue_ten(place: int) -> None:
        for paper in papers[place::8]:
            issuing.issue(Document.objects.get(pk=paper.pk), issued_on=REPORTED_ON, actor=ha)

    assert in_threads(8, issue_ten) == []
    numbers = sorted(int(each) for each in Document.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 81))
    assert Register.objects.get().last_number == 80


@pytest.mark.django_db(transaction=True)
def test_two_clerks_issue_one_paper_once():
    document, ha = make_approved(), make_person("ha")

    raised = in_threads(
        2,
        lambda _: issuing.issue(
            Document.objects.get(pk=document.pk), issued_on=REPORTED_ON, actor=ha
        ),
    )

    assert [type(error) for error in raised] == [Overtaken]
    assert RegisterEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_issue_gives_its_number_back(monkeypatch):
    document, ha = make_approved(), make_person("ha")
    with monkeypatch.context() as broken:
        # The disk, the database or the power may fail at any later step of the same transaction.
        broken.setattr(issuing, "ask_for_rendition", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issuing.issue(document, issued_on=REPORTED_ON, actor=ha)

    fresh = Document.objects.get()
    assert (fresh.number, RegisterEntry.objects.count()) == ("", 0)
    issuing.issue(fresh, issued_on=REPORTED_ON, actor=ha)
    assert fresh.number == "01"


@pytest.mark.django_db(transaction=True)
def test_a_block_saved_while_somebody_submits_is_either_in_the_version_or_refused():
    make_report()
    row = Block.objects.filter(kind="text", parent__isnull=False).first()
    typed = content.blocks_to_json([content.Paragraph(content.text("Gõ lúc trình."))])
    minh, lan = make_person("minh"), make_person("lan")

    def one_of_both(place: int) -> None:
        if place:
            editing.change(row, revision=1, actor=lan, blocks=typed)
        else:
            issuing.submit(Document.objects.get(), actor=minh, acknowledged=True)

    raised = in_threads(2, one_of_both)

    frozen = str(Document.objects.get().versions.get().tree)
    assert ("Gõ lúc trình." in frozen) == (not raised)
    assert all(isinstance(error, Refused) for error in raised)
