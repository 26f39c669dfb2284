"""KH tiến hành: what the team will look at, how, where and when, and who does what."""

from collections.abc import Iterable

from inspections.models import Inspection
from inspections.revising import page_of
from office.text import short_date
from office.workflow import Problem
from reports.choices import BlockPart
from reports.composing.rows import Parts, bound, section, text_row
from reports.composing.words import Words, capital, joined
from reports.content import Block, Column, Item, Numbered, Paragraph, Table, Text, text
from reports.models import PaperTemplate

PLACES = (
    Column("TT", width=1, align="center"),
    Column("Đơn vị", width=7),
    Column("Thời gian làm việc", width=5),
    Column("Tổ", width=3),
)
PEOPLE = (
    Column("TT", width=1, align="center"),
    Column("Họ và tên", width=5),
    Column("Vai trò", width=4),
    Column("Nhiệm vụ được phân công", width=6),
)


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the paper cannot be composed yet."""
    if inspection.decisions.filter(signed_on__isnull=False).exists():
        return []
    url = page_of(inspection, "decision")
    return [Problem(f"Quyết định {inspection.act} chưa ban hành.", url)]


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper."""
    aims, matters, ways, carrying_out = template.headings
    closing = text_row(Paragraph(text(words.fill(template.closing))))
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(_opening(words)))),)),
        (
            BlockPart.BODY,
            (
                section(aims, text_row(*_aims(words))),
                section(matters, bound("team_plan_matters")),
                section(ways, text_row(*_ways(words))),
                section(carrying_out, bound("team_plan_days"), bound("team_plan_people")),
                closing,
            ),
        ),
    )


def _opening(words: Words) -> str:
    return (
        f"Thực hiện {words.decision_cited} về việc {words.full_subject}, {words.team} xây dựng kế"
        f" hoạch tiến hành {words.act} như sau:"
    )


def _aims(words: Words) -> list[Block]:
    act = words.act
    return [
        Numbered(
            text(
                f"Mục đích: đánh giá đúng việc chấp hành quy định của đối tượng {act}; phát hiện,"
                " chấn chỉnh kịp thời hạn chế, vi phạm."
            )
        ),
        Numbered(
            text(
                f"Yêu cầu: {act} đúng nội dung, phạm vi, thời hạn ghi trong quyết định; số liệu có"
                " nguồn, nhận xét có chứng cứ; không cản trở hoạt động bình thường của đơn vị."
            )
        ),
    ]


def _ways(words: Words) -> list[Block]:
    return [
        Item(text("Nghiên cứu báo cáo theo đề cương và hồ sơ, tài liệu do đơn vị cung cấp;"), 1),
        Item(text("Làm việc trực tiếp, đối chiếu sổ sách và số liệu trên hệ thống;"), 1),
        Item(text("Yêu cầu giải trình, xác minh những nội dung chưa rõ; lập biên bản;"), 1),
        Item(text(f"Trưởng đoàn báo cáo tiến độ với {words.head} khi được yêu cầu."), 1),
    ]


def matters(words: Words) -> Iterable[Block]:
    """Whom, what, which period and how long, as the decision says."""
    units = joined(words.name(row.unit) for row in words.visited)
    yield Numbered(text(f"Đối tượng {words.act}: {units}."))
    topics = list(words.inspection.topics.filter(parent=None).order_by("position", "pk"))
    lines = [topic.title for topic in topics]
    if not lines and words.decision:
        lines = [line.strip(" -;.") for line in words.decision.content.splitlines() if line.strip()]
    ends = [";"] * (len(lines) - 1) + ["."]
    items = tuple(
        Item(text(f"{capital(line)}{end}"), 1) for line, end in zip(lines, ends, strict=False)
    )
    yield Numbered(text(f"Nội dung {words.act}:" if items else f"Nội dung {words.act}."), items)
    if words.period:
        yield Numbered(text(f"Thời kỳ được {words.act}: {words.period}."))
    if words.decision and words.decision.limit_days:
        days = f"{words.decision.limit_days:02d} {words.decision.get_limit_day_kind_display()}"
        yield Numbered(text(f"Thời hạn {words.act}: {days}, kể từ ngày công bố quyết định."))


def days(words: Words) -> Iterable[Block]:
    """Where the team works, on which days, and which sub-team goes there."""
    rows = words.inspection.audited_units.select_related("unit", "sub_team")
    rows = rows.prefetch_related("unit__names").order_by("position", "pk")
    cells: list[tuple[Text, ...]] = [
        (
            text(str(place)),
            text(words.name(row.unit)),
            text(_span(row) or "Theo lịch của Đoàn"),
            text(str(row.sub_team or "")),
        )
        for place, row in enumerate((row for row in rows if not row.is_excluded), 1)
    ]
    if not cells:
        return
    yield Paragraph(text("Lịch làm việc tại đơn vị:"))
    yield Table(PLACES, tuple(cells))


def _span(row) -> str:
    ends = [day for day in (row.visit_from, row.visit_to) if day]
    return " - ".join(dict.fromkeys(short_date(day) for day in ends))


def people(words: Words) -> Iterable[Block]:
    """Who does what."""
    rows: list[tuple[Text, ...]] = [
        (
            text(str(place)),
            text(row.person.full_name),
            text(row.get_role_display()),
            text(row.task or "Theo phân công của Trưởng đoàn"),
        )
        for place, row in enumerate(words.members, 1)
    ]
    if rows:
        yield Paragraph(text(f"Phân công trong {words.team}:"))
        yield Table(PEOPLE, tuple(rows))
