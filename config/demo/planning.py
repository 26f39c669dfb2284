"""The plans of a year: that of the old district, that of the city, and what other bodies sent.

One overlap of the city's plan is settled before the plan is issued, another came in afterwards and
waits; the departments that no plan names are the blind spots.
"""

from datetime import date
from typing import Any

from accounts.models import Department
from config.demo import digital, division
from inspections import overlap, plans, settling
from inspections.choices import BodyKind, CaseKind
from inspections.models import Plan, PlanItem, Unit
from inspections.plans import ItemFacts
from office import files, workbooks
from reports import composing, issuing
from reports.choices import DocumentKind
from reports.models import Document

LAND = "Việc quản lý, sử dụng đất đai"
AGREED = "Đã thống nhất: Kiểm toán không xem xét nội dung đất đai tại Sở trong năm."
AGREEMENT = "Công văn số 118/KTKV-TH của Kiểm toán nhà nước khu vực"


def tell_old_plan(people: dict[str, Any], units: dict[str, Unit]) -> PlanItem:
    """The district's plan of 2024, issued on paper: one case was held, one was given up."""
    minh = people["minh"]
    plan = plans.open_plan(year=2024, issuer=units["inspectorate"], actor=minh)
    facts = ItemFacts(
        kind=CaseKind.INSPECTION,
        subject=division.SUBJECT,
        content="\n".join(division.CONTENT),
        period_from=division.PERIOD[0],
        period_to=division.PERIOD[1],
        month=1,
        leader=minh,
        expected_days=division.LIMIT_DAYS,
        reason="Theo định hướng chương trình thanh tra năm 2024.",
    )
    held = plans.add_item(plan, facts, units=[units["division"]], actor=minh)
    other = ItemFacts(
        kind=CaseKind.INSPECTION,
        subject="việc tiếp công dân, giải quyết khiếu nại, tố cáo tại Ủy ban nhân dân quận Hải Tân",
        content="Việc tiếp công dân\nViệc giải quyết khiếu nại, tố cáo",
        quarter=4,
        leader=people["lan"],
    )
    dropped = plans.add_item(plan, other, units=[units["committee"]], actor=minh)
    plans.approve_plan(
        plan,
        number="54",
        symbol="KH-TTr",
        signed_on=date(2023, 12, 15),
        elsewhere=True,
        actor=people["ha"],
    )
    plans.drop_item(dropped, reason="Thanh tra thành phố đã tiến hành.", actor=minh)
    return held


def tell_city_plan(
    people: dict[str, Any], units: dict[str, Unit], year: int
) -> tuple[PlanItem, Document]:
    """The city's plan of this year with its paper; the item of the told case comes back."""
    minh = people["minh"]
    first, second = (
        Department.objects.get_or_create(name=f"Phòng Nghiệp vụ {place}")[0] for place in (1, 2)
    )
    plan = plans.open_plan(year=year, issuer=units["city_inspectorate"], actor=minh)
    _take_audit_plan(people, units, year)
    first_day, last_day = date(year - 1, 1, 1), date(year - 1, 12, 31)
    told = plans.add_item(
        plan,
        ItemFacts(
            kind=CaseKind.INSPECTION,
            subject=digital.SUBJECT,
            content="\n".join(digital.CONTENT),
            month=9,
            department=first,
            leader=minh,
            expected_days=digital.LIMIT_DAYS,
            reason="Chỉ tiêu số hóa đạt thấp ở một số sở.",
            period_from=first_day,
            period_to=last_day,
        ),
        units=[units[key] for key in digital.UNITS],
        actor=minh,
    )
    land = plans.add_item(
        plan,
        ItemFacts(
            kind=CaseKind.INSPECTION,
            subject="việc quản lý đất đai tại Sở Nông nghiệp và Môi trường",
            content=f"{LAND}\nViệc cấp giấy chứng nhận quyền sử dụng đất",
            quarter=4,
            department=second,
            expected_days=45,
            reason="Nhiều đơn phản ánh về cấp giấy chứng nhận.",
            period_from=first_day,
            period_to=last_day,
        ),
        units=[units["farming"]],
        actor=minh,
    )
    plans.add_item(
        plan,
        ItemFacts(
            kind=CaseKind.CHECK,
            subject="công vụ tại Sở Công Thương",
            content="Việc chấp hành kỷ luật, kỷ cương hành chính\nViệc tự kiểm tra",
            quarter=4,
            department=first,
            expected_days=10,
        ),
        units=[units["trade"]],
        actor=minh,
    )
    _settle(land, people["son"])
    paper = _issue(plan, people, date(year - 1, 12, 19))
    _take_check_plan(people, units, year)
    return told, paper


def _settle(item: PlanItem, chief: Any) -> None:
    for each in overlap.overlaps_of(item, user=chief):
        if each.is_same_matter:
            settling.settle_overlap(
                item,
                key=each.other.key,
                unit=each.unit,
                reason=AGREED,
                document=AGREEMENT,
                actor=chief,
            )


def _issue(plan: Plan, people: dict[str, Any], day: date) -> Document:
    paper = composing.compose(plan, DocumentKind.PLAN, actor=people["minh"], planned_on=day)
    version = issuing.submit(paper, actor=people["minh"], acknowledged=True)
    issuing.approve(paper, sha256=version.sha256, actor=people["son"], approved_on=day)
    issuing.issue(paper, issued_on=day, actor=people["ha"])
    return paper


def _take_audit_plan(people: dict[str, Any], units: dict[str, Unit], year: int) -> None:
    rows = [
        (units["farming"].name, LAND, units["farming"]),
        ("Công ty Cổ phần Cảng Nam Hải", "Báo cáo tài chính năm trước", None),
    ]
    _take(
        people,
        rows,
        year=year,
        body="Kiểm toán nhà nước khu vực Hải An",
        body_kind=BodyKind.AUDIT,
        number="1205/KH-KTNN",
    )


def _take_check_plan(people: dict[str, Any], units: dict[str, Unit], year: int) -> None:
    content = "Kỷ luật, kỷ cương hành chính của công chức"
    _take(
        people,
        [(units["trade"].name, content, units["trade"])],
        year=year,
        body="Sở Nội vụ thành phố Hải An",
        body_kind=BodyKind.CHECKING,
        number="88/KH-SNV",
    )


def _take(people: dict[str, Any], rows: list[tuple[str, str, Unit | None]], **facts: Any) -> None:
    """Keep the table as if it had been imported: the file, and its rows."""
    headings = (("Đơn vị", 40), ("Nội dung", 60))
    data = workbooks.write(headings, [row[:2] for row in rows], title="Kế hoạch").read()
    settling.keep_outside_plan(
        file=files.put_bytes(data, workbooks.XLSX),
        rows=[
            settling.OutsideFacts(place, name, content, unit)
            for place, (name, content, unit) in enumerate(rows, 2)
        ],
        actor=people["minh"],
        **facts,
    )
