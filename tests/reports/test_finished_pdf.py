"""The finished PDF of an issued paper: who gets it, and how little it costs."""

import pytest
from django.urls import reverse

from office import files
from reports.models import Document, Rendition
from tests.cast import signed_in
from tests.make.reports import make_issued

pytestmark = pytest.mark.django_db


def finish(document: Document) -> str:
    """What the worker would have left; the address of the file comes back."""
    stored = files.put_bytes(b"%PDF-1.7 drawn", "application/pdf")
    Rendition.objects.filter(version__document=document).update(file=stored)
    return reverse("reports:file", args=[document.inspection.code, document.pk])


def read(answer) -> bytes:
    """To the end, so that the file is closed."""
    return b"".join(answer.streaming_content)


def test_the_finished_pdf_is_offered_under_its_number(lan):
    path = finish(make_issued())

    answer = signed_in(lan).get(f"{path}?tai-ve")

    assert read(answer) == b"%PDF-1.7 drawn"
    assert "01-BC-DTTr.pdf" in answer["Content-Disposition"]


def test_a_paper_without_pdf_is_not_found(lan):
    document = make_issued()

    path = reverse("reports:file", args=[document.inspection.code, document.pk])

    assert signed_in(lan).get(path).status_code == 404


def test_a_stranger_does_not_learn_that_there_is_a_pdf(quan, binh):
    path = finish(make_issued())

    assert [signed_in(person).get(path).status_code for person in (quan, binh)] == [404, 404]


def test_the_pdf_costs_one_query_beside_who_asks(lan, django_assert_num_queries):
    path = finish(make_issued())
    client = signed_in(lan)
    read(client.get(path))

    # Person, roles, and the file; the session lies in the cache.
    with django_assert_num_queries(3):
        read(client.get(path))
