"""Pages by the last row seen: nothing is shown twice, nothing is left out."""

import pytest

from office import pages
from office.models import Notice
from office.notices import notify

pytestmark = pytest.mark.django_db
NEWEST = pages.Order("moi", "Mới trước", ("-pk",))
BY_TEXT = pages.Order("chu", "Theo chữ", ("text", "-pk"))


@pytest.fixture
def texts(lan) -> list[str]:
    """Seven notices, of which some say the same."""
    said = ["b", "a", "b", "c", "a", "b", "a"]
    for text in said:
        notify([lan], text)
    return said


def walk(order: pages.Order, size: int) -> list[list[int]]:
    """Every page from the first to the last, by the link to the next."""
    found, asked = [], {}
    while True:
        page = pages.cut(Notice.objects.all(), order, asked, size=size)
        found.append([row.pk for row in page.rows])
        if not page.after:
            return found
        asked = {"sau": page.after}


@pytest.mark.parametrize("order", [NEWEST, BY_TEXT], ids=["newest", "by text"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_show_every_row_once_in_the_order_asked_for(texts, order, size):
    in_order = list(Notice.objects.order_by(*order.fields).values_list("pk", flat=True))
    assert [key for page in walk(order, size) for key in page] == in_order


def test_the_way_back_leads_over_the_same_pages(texts):
    first = pages.cut(Notice.objects.all(), BY_TEXT, {}, size=2)
    second = pages.cut(Notice.objects.all(), BY_TEXT, {"sau": first.after}, size=2)
    third = pages.cut(Notice.objects.all(), BY_TEXT, {"sau": second.after}, size=2)
    back = pages.cut(Notice.objects.all(), BY_TEXT, {"truoc": third.before}, size=2)
    assert back.rows == second.rows
    assert pages.cut(Notice.objects.all(), BY_TEXT, {"truoc": back.before}, size=2) == first


def test_a_row_that_comes_in_between_moves_no_page(texts, lan):
    first = pages.cut(Notice.objects.all(), NEWEST, {}, size=3)
    expected = pages.cut(Notice.objects.all(), NEWEST, {"sau": first.after}, size=3).rows
    notify([lan], "mới")
    assert pages.cut(Notice.objects.all(), NEWEST, {"sau": first.after}, size=3).rows == expected


@pytest.mark.parametrize("cursor", ["", "abc", "²", "\x00", "9" * 5000, "a:b:c"])
def test_a_cursor_that_means_nothing_is_the_first_page(texts, cursor):
    first = pages.cut(Notice.objects.all(), NEWEST, {}, size=3)
    for name in ("sau", "truoc"):
        assert pages.cut(Notice.objects.all(), NEWEST, {name: cursor}, size=3) == first


def test_a_cursor_of_another_order_is_the_first_page(texts):
    first = pages.cut(Notice.objects.all(), NEWEST, {}, size=3)
    other = pages.cut(Notice.objects.all(), BY_TEXT, {}, size=3)
    assert pages.cut(Notice.objects.all(), NEWEST, {"sau": other.after}, size=3) == first


def test_counting_stops_where_nobody_counts_on(texts):
    assert str(pages.count_of(Notice.objects.order_by("pk"), most=6)) == "6+"
    assert str(pages.count_of(Notice.objects.order_by("pk"), most=7)) == "7"
    assert str(pages.Count(1000, is_capped=True)) == "1.000+"


def test_a_later_page_reads_no_row_of_the_earlier(texts, django_assert_num_queries):
    first = pages.cut(Notice.objects.all(), NEWEST, {}, size=3)
    with django_assert_num_queries(1) as asked:
        pages.cut(Notice.objects.all(), NEWEST, {"sau": first.after}, size=3)
    assert "OFFSET" not in asked[0]["sql"]


def test_rows_of_which_the_database_need_not_be_asked_are_none(texts):
    """As those of a filter that nothing can match, pinned to the home page with its count."""
    for rows in (Notice.objects.none(), Notice.objects.filter(pk__in=[])):
        assert pages.count_of(rows) == pages.Count(0)
