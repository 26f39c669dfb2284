"""KH: the plan of a year with its list as an annex that lies across."""

from inspections import plans
from inspections.choices import CaseKind
from inspections.models import Plan
from office import law
from office.models import LegalProvision
from office.workflow import Problem
from reports.choices import BlockKind, BlockPart
from reports.composing.rows import Parts, Row, bound, section, text_row
from reports.composing.words import PlanWords
from reports.content import Block, Item, Numbered, Paragraph, text
from reports.models import PaperTemplate


def problems_before(plan: Plan) -> list[Problem]:
    """Why the paper cannot be composed yet."""
    if plan.is_approved:
        return [Problem("Kế hoạch đã ban hành.", plan.get_absolute_url())]
    return plans.problems_before_approving(plan)


def parts(words: PlanWords, template: PaperTemplate) -> Parts:
    """The rows of the paper."""
    aims, content, carrying_out = template.headings
    annex = {"title": f"Danh mục các cuộc {words.act} năm {words.plan.year}", "landscape": True}
    return (
        (BlockPart.PREAMBLE, (text_row(*_opening(words)),)),
        (
            BlockPart.BODY,
            (
                section(aims, text_row(*_aims(words))),
                section(content, bound("plan_summary")),
                section(carrying_out, text_row(*_duties(words))),
                text_row(Paragraph(text(words.fill(template.closing)))),
            ),
        ),
        (BlockPart.ANNEX, (Row(BlockKind.ANNEX, annex, (bound("plan_items"),)),)),
    )


def _opening(words: PlanWords) -> list[Block]:
    lines: list[Block] = []
    regime = law.regime_on(CaseKind.INSPECTION, words.day)
    holds_inspections = any(item.kind == CaseKind.INSPECTION for item in words.plan.items.all())
    if holds_inspections and regime and regime.law:
        cited = law.cite(LegalProvision(document=regime.law))
        lines.append(Paragraph(text(f"Căn cứ {cited}"), "basis"))
    said = f"{words.office} ban hành {words.plan.name} như sau:"
    return [*lines, Paragraph(text(said))]


def _aims(words: PlanWords) -> list[Block]:
    act = words.act
    return [
        Numbered(
            text("Mục đích"),
            (
                Item(
                    text(
                        "Phòng ngừa, phát hiện và kiến nghị xử lý kịp thời hành vi vi phạm; chấn"
                        " chỉnh sơ hở trong quản lý, kiến nghị hoàn thiện cơ chế, chính sách."
                    ),
                    1,
                ),
            ),
        ),
        Numbered(
            text("Yêu cầu"),
            (
                Item(
                    text(
                        f"Việc {act} đúng trọng tâm, đúng thời hạn, không làm cản trở hoạt động"
                        f" bình thường của đơn vị được {act}."
                    ),
                    1,
                ),
                Item(
                    text(
                        "Không chồng chéo, trùng lặp về phạm vi, thời gian với cơ quan thanh tra,"
                        " kiểm tra khác và Kiểm toán nhà nước."
                    ),
                    1,
                ),
            ),
        ),
    ]


def _duties(words: PlanWords) -> list[Block]:
    return [
        Numbered(
            text(
                "Đơn vị được giao chủ trì chuẩn bị quyết định và tổ chức thực hiện đúng thời gian"
                " ghi tại Phụ lục; báo cáo khi cần điều chỉnh."
            )
        ),
        Numbered(
            text(
                f"Các đơn vị có tên tại Phụ lục chuẩn bị hồ sơ, tài liệu theo yêu cầu của Đoàn"
                f" {words.act}."
            )
        ),
    ]
