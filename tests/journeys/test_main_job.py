"""Five people take a case from the decision to the issued conclusion, in a real browser.

Real servers, a real worker; the PDF is read back at the end.
"""

import io
from pathlib import Path

import pdfplumber
import pytest
from django.conf import settings
from django.utils import timezone

from config.demo.offices import make_offices
from tests.browser import close
from tests.cast import PASSWORD
from tests.journeys import main_job as job
from tests.journeys.people import Person
from tests.make.scans import one_page_scan
from tests.workers import clock, empty_broker, worker

SCREENS = Path(settings.BASE_DIR) / "var" / "screens"


@pytest.fixture
def desks(chromium, live_server, cast):
    """Windows of their own for the five people."""
    make_offices(cast)
    contexts = []

    def sit_down(username: str) -> Person:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="vi-VN"
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Person(context.new_page(), username, PASSWORD, SCREENS)

    yield [sit_down(name) for name in ("minh", "lan", "son", "ha", "thao")]
    for context in contexts:
        close(context)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_five_people_take_a_case_from_the_decision_to_the_conclusion(desks, tmp_path):
    empty_broker()
    minh, lan, son, ha, thao = desks
    today = timezone.localdate()
    day = f"{today:%d/%m/%Y}"
    scan = one_page_scan(tmp_path)
    with worker(tmp_path, "one"), clock(tmp_path):
        case = f"/thanh-tra/{job.open_case(minh)}/"
        job.gather(minh, case)
        job.decide(minh, case, announced=day)
        decision = job.compose(minh, case, "quyet-dinh")
        job.submit(minh, decision)
        job.approve(son, decision)
        job.issue(ha, decision)
        job.milestone(minh, case, day)
        job.record(lan, case, scan)
        job.confirm_all(minh, case)
        job.recommend(lan, case)
        job.milestone(minh, case, day)
        report = job.compose(minh, case, "bao-cao")
        job.submit(minh, report)
        job.approve(son, report)
        job.issue(ha, report)
        conclusion = job.compose(minh, case, "ket-luan")
        job.submit(minh, conclusion)
        job.send_back(son, case)
        job.mend(minh, conclusion)
        job.submit(minh, conclusion)
        job.appraise(son, thao, conclusion)
        job.approve(son, conclusion)
        job.issue(ha, conclusion)
    ha.look("13-issued")
    minh.goto(case)
    minh.look("14-concluded")
    minh.reads("Đã kết luận")
    text = text_of(ha, conclusion)
    assert "Số: 01/KL-TTTP" in text
    assert "KẾT LUẬN THANH TRA" in text
    assert job.MENDED in text
    assert "Sở mua 02 máy in vượt định mức" in text
    assert "DỰ THẢO" not in text
    minh.goto(f"{case}dien-bien/")
    minh.reads("Trả lại")
    minh.look("15-timeline")


def text_of(person: Person, paper: str) -> str:
    """The words of the PDF that the page offers, on one line."""
    answer = person.page.request.get(f"{paper}tep/?tai-ve")
    assert answer.headers["content-type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.body())) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
