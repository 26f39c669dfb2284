"""QĐ thanh tra, kiểm tra: căn cứ and five articles, all from the case."""

from inspections.choices import CaseState, DecisionKind
from inspections.models import Inspection
from inspections.revising import page_of
from office import law
from office.workflow import Problem
from reports.choices import BlockPart
from reports.composing.rows import Parts, Row, bound, text_row
from reports.composing.words import Words
from reports.content import Block, Numbered, Paragraph, text
from reports.models import PaperTemplate

BASIS_WORDS = ("căn cứ", "theo", "xét", "thực hiện")


def problems_before(inspection: Inspection) -> list[Problem]:
    """Why the decision cannot be composed yet."""
    url = page_of(inspection, "decision")
    if inspection.state != CaseState.PREPARING:
        return [Problem("Cuộc đã có quyết định.", url)]
    drafted = inspection.decisions.filter(kind=DecisionKind.FIRST).order_by("pk").first()
    if drafted is None:
        return [Problem("Chưa nhập nội dung quyết định (căn cứ, nội dung, thời hạn).", url)]
    found = []
    if not inspection.members.exists():
        team = page_of(inspection, "team")
        found.append(Problem(f"Chưa có ai trong Đoàn {inspection.act}.", team))
    if not inspection.audited_units.exists():
        units = page_of(inspection, "units")
        found.append(Problem(f"Chưa có đối tượng {inspection.act}.", units))
    return found


def parts(words: Words, template: PaperTemplate) -> Parts:
    """The rows of the paper."""
    return (
        (BlockPart.PREAMBLE, (text_row(*_bases(words)),)),
        (BlockPart.BODY, _articles(words)),
    )


def _bases(words: Words) -> list[Block]:
    if words.decision is None:
        return []
    rows = words.decision.bases.select_related("provision__document").order_by("position", "pk")
    lines = [row.text or (law.cite(row.provision) if row.provision else "") for row in rows]
    return [Paragraph(text(_basis(line)), "basis") for line in lines if line.strip()]


def _basis(line: str) -> str:
    line = line.strip().rstrip(";.")
    return line if line.lower().startswith(BASIS_WORDS) else f"Căn cứ {line}"


def _articles(words: Words) -> tuple[Row, ...]:
    act, units = words.act, words.units
    tasks = (
        f"{words.team} có nhiệm vụ tiến hành {act} theo nội dung ghi tại Điều 1 Quyết định này. "
        f"Trưởng đoàn và thành viên {words.team} thực hiện nhiệm vụ, quyền hạn theo quy định của "
        f"pháp luật về {act}."
    )
    duties = (
        f"Những người có tên tại Điều 3, {units} và các cơ quan, tổ chức, cá nhân có liên quan "
        "chịu trách nhiệm thi hành Quyết định này."
    )
    return (
        bound("decision_scope"),
        bound("decision_limit"),
        bound("decision_team"),
        text_row(Numbered(text(tasks))),
        text_row(Numbered(text(duties))),
    )
