"""Each page of the frame against WCAG 2.2 AA (axe), and at 320 px without scrolling sideways."""

import pytest

from office.models import Job
from office.notices import notify
from tests.browser import AXE, barriers, sign_in
from tests.cast import PASSWORD, make_person
from tests.make.inspections import make_running_inspection

JOB = "00000000-0000-4000-8000-000000000001"
PAGES = [
    "/",
    "/thanh-tra/2024-001/",
    "/van-phong/thong-bao/",
    f"/van-phong/viec/{JOB}/",
    "/tai-khoan/doi-mat-khau/",
    "/huong-dan/",
    "/huong-dan/van-ban/",
    "/khong/co/",
    "/quan-tri/login/",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci"),
]


def is_too_wide(page) -> bool:
    page.set_viewport_size({"width": 320, "height": 700})
    return page.evaluate("document.documentElement.scrollWidth > 320")


def test_the_sign_in_has_no_barriers(tab):
    tab.goto("/tai-khoan/dang-nhap/")
    assert barriers(tab) == []
    tab.click("main button[type=submit]")
    tab.wait_for_load_state()
    assert barriers(tab) == []
    assert not is_too_wide(tab)


def test_the_pages_of_the_frame_have_no_barriers(tab):
    lan = make_person("lan")
    make_running_inspection()
    notify([lan], "Kết luận đã được duyệt.")
    Job.objects.create(
        pk=JOB, kind="x", key="x", title="Dựng PDF", asked_by=lan, state="running", progress=40
    )
    sign_in(tab, "lan", PASSWORD)
    found = {}
    for address in PAGES:
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.goto(address)
        found[address] = barriers(tab)
        if is_too_wide(tab):
            found[address].append("wider than 320 px")
    assert {address: what for address, what in found.items() if what} == {}
