"""G7 and G8: lists, filters, search and a form, with 10,000 findings and with 1,000,000.

Both archives stand side by side as two databases, and every page is asked for in both by turns.
"""

import gc
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from django.db import connection
from django.test import Client

from accounts.models import User
from config.bench import archive
from config.bench.table import Figure, Row, ratios
from config.bench.urls import EMPTY_PAGE
from findings.lists import FINDINGS
from inspections.choices import CaseState
from inspections.models import Inspection
from office import pages
from reports.models import Document

SMALL, BIG = 10_000, int(os.environ.get("FINDINGS") or 1_000_000)
CALLS = 5
LIST_TO_EMPTY, FORM_MS, BIG_TO_SMALL, SEARCH_MS = 6, 10, 1.5, 20
LISTS = {
    "phát hiện": "/phat-hien/",
    "cuộc": "/thanh-tra/",
    "kiến nghị": "/kien-nghi/",
    "văn bản": "/van-ban/",
}
FILTERS = {
    "phát hiện, trang ở giữa": "/phat-hien/?sau={middle}",
    "phát hiện, vi phạm đã xác nhận": "/phat-hien/?loai=violation&trang-thai=confirmed",
    "phát hiện, 3 điều kiện": "/phat-hien/?muc-do=grave&trang-thai=noted&don-vi=017",
    "phát hiện, một người ghi": "/phat-hien/?nguoi-ghi={person}",
    "phát hiện, một đơn vị": "/phat-hien/?don-vi=so+017",
    "phát hiện, năm trước": "/phat-hien/?nam={year}&loai=violation",
    "phát hiện, tiền lớn trước": "/phat-hien/?xep=tien",
    "phát hiện, theo từ": "/phat-hien/?q=tu+kiem+tra",
    "cuộc, quá hạn": "/thanh-tra/?han=qua-han",
    "kiến nghị, sắp đến hạn": "/kien-nghi/?han=30-ngay&xep=han",
    "văn bản, theo số": "/van-ban/?q=77/KL-TTr",
}
SEARCHES = {
    "một số hiếm": "7777/BB-TTr",
    "từ nào cũng có": "hồ sơ thanh tra",
    "cụm từ": '"phiếu kiểm soát"',
    "không có": "khongcotunay",
    "số văn bản": "77/KL-TTr",
}


@dataclass
class Measured:
    """Seconds of wall and of our own processor time, a call, round by round."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def measure(document: Document, rounds: int, say: Callable[[str], None]) -> list[Row]:
    """Every page in both archives, by turns; `document` is the office of the bench."""
    small = connection.settings_dict["NAME"]
    big = f"{small}_big"
    chief, client = document.created_by, Client()
    client.force_login(chief)
    seed = archive.plant(chief, document.issuer)
    _copy(small, big)
    for name, findings in ((small, SMALL), (big, BIG)):
        _turn_to(name)
        archive.fill(seed, findings, say)
    # As config.wsgi does before the first page.
    gc.collect()
    gc.freeze()
    found: dict[str, dict[str, Measured]] = {small: {}, big: {}}
    for number in range(rounds + 1):
        say(f"Danh sách: vòng {number}/{rounds}" if number else "Danh sách: làm nóng")
        for name in (small, big):
            _turn_to(name)
            # The first round warms templates, plans and the memory of the database.
            _ask_all(client, seed, found[name] if number else {})
    _turn_to(small)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{big}"')
    return list(_rows(found[small], found[big]))


def _copy(name: str, other: str) -> None:
    connection.close()
    _turn_to("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{other}" TEMPLATE "{name}"')


def _turn_to(name: str) -> None:
    """The pages that follow are asked of this database."""
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def _ask_all(client: Client, seed: archive.Seed, found: dict[str, Measured]) -> None:
    facts = _facts(seed)
    for page, address in _pages().items():
        asked = address.format(**facts)
        client.get(asked)
        kept = found.setdefault(page, Measured())
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(CALLS):
            answer = client.get(asked)
            assert answer.status_code == 200, asked  # noqa: S101 -- else the figure means nothing
        kept.wall.append((time.perf_counter() - wall) / CALLS)
        kept.cpu.append((time.process_time() - cpu) / CALLS)


def _pages() -> dict[str, str]:
    searches = {f"tìm {what}": f"/tim/?q={quote(words)}" for what, words in SEARCHES.items()}
    return {
        "trang trống": EMPTY_PAGE,
        **LISTS,
        **FILTERS,
        **searches,
        "biểu mẫu": "/thanh-tra/{open_case}/phat-hien/ghi/",
        "biểu mẫu lập cuộc": "/thanh-tra/moi/",
    }


def _facts(seed: archive.Seed) -> dict[str, object]:
    """What some addresses hold and what differs between the archives."""
    chief = User.objects.get(username="bench")
    asked = FINDINGS.ask({}, chief)
    middle = asked.rows.filter(pk__lte=archive.FIRST + asked.rows.count() // 2)
    page = pages.cut(middle, asked.order, {})
    open_case = Inspection.objects.filter(state=CaseState.REPORTING).order_by("-pk").first()
    assert open_case is not None  # noqa: S101 -- the archive has a hundred
    Inspection.objects.filter(pk=open_case.pk).update(opened_by=chief)  # so that he may write
    return {
        "middle": page.after,
        "person": seed.people[17],
        "year": open_case.opened_at.year - 1,
        "open_case": open_case.code,
    }


def _rows(small: dict[str, Measured], big: dict[str, Measured]) -> Iterable[Row]:
    for name, found in (("10.000", small), (f"{BIG:,}".replace(",", "."), big)):
        empty = found["trang trống"].cpu
        for page in LISTS:
            what = f"danh sách {page} (50 dòng, {name}): CPU so với trang trống"
            yield Row("G7", what, ratios(found[page].cpu, empty), LIST_TO_EMPTY)
    for page in ("biểu mẫu", "biểu mẫu lập cuộc"):
        yield Row("G7", f"{page}: CPU", _milliseconds(big[page].cpu), FORM_MS)
    for page in (*LISTS, *FILTERS, *(f"tìm {what}" for what in SEARCHES)):
        what = f"{page}: {BIG:,} so với 10.000".replace(",", ".")
        yield Row("G8", what, ratios(big[page].wall, small[page].wall), BIG_TO_SMALL)
    for what in SEARCHES:
        yield Row("G8", f"tìm {what}: cả trang", _milliseconds(big[f"tìm {what}"].wall), SEARCH_MS)


def _milliseconds(seconds: Iterable[float]) -> Figure:
    return Figure(tuple(each * 1000 for each in seconds), " ms")
