"""BC kết quả thanh tra, kiểm tra: the outline of the case with its findings and recommendations."""

from django.urls import reverse

from findings.models import Topic
from inspections.models import Inspection
from inspections.revising import page_of
from office.workflow import Problem
from reports.choices import BlockPart
from reports.composing.rows import Parts, Row, annex, bound, section, text_row
from reports.composing.words import Words, capital
from reports.content import Paragraph, text
from reports.models import PaperTemplate
from reports.outline import annex_label

# More of them and each is told in an annex.
FEW_UNITS = 5


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the report cannot be composed yet."""
    found = []
    if not inspection.decisions.filter(signed_on__isnull=False).exists():
        url = page_of(inspection, "decision")
        found.append(Problem(f"Quyết định {inspection.act} chưa ban hành.", url))
    if not inspection.topics.exists():
        url = reverse("findings:outline", args=[inspection.code])
        found.append(Problem(f"Đề cương {inspection.act} chưa có nội dung nào.", url))
    return found


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper."""
    general, results, verdict, demands = template.headings
    annexes = annexes_of(words)
    references = _references(annexes)
    return (
        (BlockPart.PREAMBLE, (text_row(Paragraph(text(opening(words)))),)),
        (
            BlockPart.BODY,
            (
                section(general, text_row(), bound("course")),
                section(results, *topic_sections(words.inspection)),
                section(verdict, bound("strengths"), bound("shortcomings"), *references),
                section(demands, bound("recommendations")),
                text_row(Paragraph(text(words.fill(template.closing)))),
            ),
        ),
        (BlockPart.ANNEX, annexes),
    )


def annexes_of(words: Words) -> tuple[Row, ...]:
    """Figures that are kept out of the body, and what was found at each of many units."""
    found = []
    if words.inspection.indicators.filter(is_in_annex=True).exists():
        found.append(annex("Số liệu tổng hợp", bound("figures")))
    if len(words.visited) > FEW_UNITS:
        found.append(
            annex(f"Hạn chế, thiếu sót tại từng đơn vị được {words.act}", bound("by_unit"))
        )
    return tuple(found)


def _references(annexes: tuple[Row, ...]) -> tuple[Row, ...]:
    """Phụ lục I NĐ 30/2020: the body refers to its annexes."""
    if not annexes:
        return ()
    says = {"figures": "số liệu", "by_unit": "hạn chế của từng đơn vị"}
    what = " và ".join(says[row.children[0].data["source"]] for row in annexes)
    labels = [annex_label(place, len(annexes)) for place in range(1, len(annexes) + 1)]
    told = f"({capital(what)} tại {' và '.join(labels)} kèm theo)."
    return (text_row(Paragraph(text(told))),)


def opening(words: Words) -> str:
    """By which decision, when and where the team worked."""
    when = f"{words.on_site}, " if words.on_site else ""
    return (
        f"Thực hiện {words.decision_cited} về việc {words.inspection.full_subject}, {when}"
        f"{words.team} đã tiến hành {words.act} tại {words.units}. Căn cứ kết quả làm việc, "
        f"Trưởng đoàn {words.act} báo cáo như sau:"
    )


def topic_sections(inspection: Inspection) -> tuple[Row, ...]:
    """The outline as sections, each with the findings of its topic."""
    under: dict[int | None, list[Topic]] = {}
    for topic in inspection.topics.order_by("position", "pk"):
        under.setdefault(topic.parent_id, []).append(topic)

    def sections(parent: int | None) -> tuple[Row, ...]:
        return tuple(
            section(topic.title, bound("findings", str(topic.pk)), *sections(topic.pk))
            for topic in under.get(parent, [])
        )

    return sections(None)
