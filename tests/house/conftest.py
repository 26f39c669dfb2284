"""The office of the walks: built once for a module, never committed."""

import logging

import pytest
from django.db import transaction
from django.urls import reverse

from findings.models import UnitRequest
from inspections.models import PlanItem
from inspections.views.amending import SLUGS
from reports.choices import DocumentKind
from reports.models import Block, Document
from tests.cast import PEOPLE, make_person, signed_in
from tests.house.browsing import browse, forms_of
from tests.make.everything import ANNOUNCED, CONCLUDING, PREPARED, WRITTEN, make_everything

STARTS = [
    "/",
    "/thanh-tra/",
    "/tai-khoan/doi-mat-khau/",
    "/van-phong/thong-bao/",
    "/van-phong/so/",
    "/bo-loc/",
    "/bo-loc/luu/?danh-sach=findings&loc=loai%3Dviolation",
    # Of pages that are alike only the first is looked at; these have forms of their own.
    f"/thanh-tra/{WRITTEN}/phat-hien/3/",
    f"/thanh-tra/{WRITTEN}/phat-hien/4/",
    f"/thanh-tra/{PREPARED}/doi-tuong/?tim=phong",
    f"/thanh-tra/{ANNOUNCED}/bien-ban/1/",
    f"/thanh-tra/{ANNOUNCED}/bien-ban/2/",
    *(f"/thanh-tra/{ANNOUNCED}/quyet-dinh/lap/{kind}/" for kind in SLUGS),
    *(f"/thanh-tra/{ANNOUNCED}/yeu-cau/{number}/" for number in (1, 2, 3, 4)),
]


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """Everybody's browser, in an office with a case in every state."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_everything()
        # Refusals are what is asked for here; the log need not tell each of them.
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        yield {username: signed_in(make_person(username)) for username in PEOPLE}
        logging.getLogger("django.request").setLevel(logging.NOTSET)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def pages(office):
    """Every page that the people who act reach."""
    edited = Block.objects.filter(data__is_edited=True).order_by("pk").first()
    editor = f"/thanh-tra/{WRITTEN}/van-ban/{edited.document_id}/sua/?phan={edited.parent_id}"
    items = PlanItem.objects.select_related("plan").order_by("pk")
    searched = [f"{item.get_absolute_url()}?tim=phong" for item in items.filter(dropped_reason="")]
    # The newest still waits for its answer, and the unit may ask for more time.
    asked = UnitRequest.objects.order_by("-pk").values_list("pk", flat=True)[0]
    searched.append(reverse("unit_side:request", args=[asked]))
    dropped = [item.get_absolute_url() for item in items.exclude(dropped_reason="")]
    conclusion = Document.objects.get(inspection__code=CONCLUDING, kind=DocumentKind.CONCLUSION)
    public = f"{conclusion.get_absolute_url()}ban-cong-khai/"
    return list(browse(office, [*STARTS, editor, public, *searched, *dropped]))


@pytest.fixture(scope="module")
def forms(pages):
    """The first form for each URL and kinds of fields."""
    found = {}
    for page in pages:
        for form in forms_of(page):
            typed = frozenset(name for name in form.typed if not name[-1].isdecimal())
            found.setdefault((form.name, typed), form)
    return list(found.values())
