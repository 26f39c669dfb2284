"""QĐ that amends a case: căn cứ, what changes, what holds from then on, who carries it out."""

from collections.abc import Callable, Iterable

from inspections.amendment_checks import Draft, of_text
from inspections.choices import DecisionKind
from inspections.folding import InForce
from inspections.models import Decision, Inspection
from inspections.revising import amend_page
from office import law
from office.models import LegalProvision
from office.text import short_date
from office.workflow import Problem
from reports.choices import BlockPart
from reports.composing.rows import Parts, bound, text_row
from reports.composing.team import team_article
from reports.composing.words import Words, joined, span
from reports.content import Block, Numbered, Paragraph, text


def draft_of(inspection: Inspection, kind: str) -> Decision | None:
    """The draft of an amending decision that waits for its paper; a case has one of a kind."""
    rows = inspection.decisions.filter(kind=kind, signed_on__isnull=True, given_up="")
    return rows.select_related("ground__provision__document").order_by("pk").first()


def problems_before(inspection: Inspection, kind: str) -> list[Problem]:
    """Why the paper cannot be composed yet."""
    decision = draft_of(inspection, kind)
    if decision is None:
        text_ = f"Chưa soạn nội dung {DecisionKind(kind).label.lower()}."
        return [Problem(text_, amend_page(inspection, kind))]
    decision.inspection = inspection
    return of_text(Draft.kept(decision))


def parts(words: Words, decision: Decision) -> Parts:
    """The rows of the paper."""
    key = str(decision.pk)
    bases = [Paragraph(text(line), "basis") for line in _bases(words, decision)]
    body = (bound("amendment", key), bound("amended", key), text_row(Numbered(text(_duty(words)))))
    return ((BlockPart.PREAMBLE, (text_row(*bases),)), (BlockPart.BODY, body))


def _bases(words: Words, decision: Decision) -> Iterable[str]:
    regime = words.inspection.regime
    if decision.ground is not None:
        yield f"Căn cứ {law.cite(decision.ground.provision)}"
    elif regime and regime.law:
        yield f"Căn cứ {law.cite(LegalProvision(document=regime.law))}"
    yield f"Căn cứ {words.decision_cited} về việc {words.inspection.full_subject}"
    if decision.kind == DecisionKind.RESUME and (pause := _paused_by(words, decision)):
        yield f"Căn cứ {_cited(pause)} về việc tạm dừng cuộc {words.act}"
    yield f"Theo đề nghị của Trưởng {words.team}"


def _paused_by(words: Words, decision: Decision) -> Decision | None:
    pause = Draft.kept(decision).before().pause_on(decision.first_day or words.day)
    return pause.decision if pause else None


def _cited(decision: Decision) -> str:
    day = f" ngày {short_date(decision.signed_on)}" if decision.signed_on else ""
    return f"Quyết định số {decision.label}{day}"


def _first(words: Words) -> str:
    return _cited(words.decision) if words.decision else f"Quyết định {words.act}"


def _duty(words: Words) -> str:
    return (
        f"Trưởng đoàn, các thành viên {words.team}, {words.units} và các cơ quan, tổ chức, cá nhân"
        " có liên quan chịu trách nhiệm thi hành Quyết định này."
    )


# --- Điều 1: what changes -------------------------------------------------------------------------
def changed(words: Words, decision: Decision) -> Iterable[Block]:
    """The first article."""
    yield CHANGED[DecisionKind(decision.kind)](words, decision)


def _reason(decision: Decision) -> str:
    return f" Lý do: {decision.why}." if decision.why else ""


def _extended(words: Words, decision: Decision) -> Block:
    days = f"{decision.limit_days or 0:02d} {decision.get_limit_day_kind_display()}"
    case = words.inspection.full_subject
    return Numbered(
        text(f"Gia hạn thời hạn {case} theo {_first(words)} thêm {days}.{_reason(decision)}")
    )


def _suspended(words: Words, decision: Decision) -> Block:
    first = f"từ ngày {short_date(decision.first_day)}" if decision.first_day else "từ ngày ký"
    last = "cho đến khi có quyết định tiếp tục"
    if decision.last_day:
        last = f"đến hết ngày {short_date(decision.last_day)}"
    case = words.inspection.full_subject
    return Numbered(
        text(f"Tạm dừng cuộc {case} theo {_first(words)} {first} {last}.{_reason(decision)}")
    )


def _resumed(words: Words, decision: Decision) -> Block:
    first = f"từ ngày {short_date(decision.first_day)}" if decision.first_day else "từ ngày ký"
    case = words.inspection.full_subject
    return Numbered(text(f"Tiếp tục cuộc {case} theo {_first(words)} {first}.{_reason(decision)}"))


def _stopped(words: Words, decision: Decision) -> Block:
    where = ""
    if decision.in_part:
        where = f" tại {_units(words, decision)}"
    case = words.inspection.full_subject
    return Numbered(
        text(f"Đình chỉ cuộc {case} theo {_first(words)}{where}, từ ngày ký.{_reason(decision)}")
    )


def _members_changed(words: Words, decision: Decision) -> Block:
    changes = list(decision.member_changes.select_related("person").order_by("pk"))
    ends = [";"] * (len(changes) - 1) + ["."]
    lines = tuple(
        Numbered(text(f"Ông (bà) {change.in_words}{end}"))
        for change, end in zip(changes, ends, strict=True)
    )
    opening = (
        f"Thay đổi, bổ sung thành viên {words.team} theo {_first(words)} như sau"
        f"{' (lý do: ' + decision.why + ')' if decision.why else ''}:"
    )
    return Numbered(text(opening), lines)


def _units_added(words: Words, decision: Decision) -> Block:
    return Numbered(
        text(
            f"Bổ sung đối tượng {words.act} theo {_first(words)}: {_units(words, decision)}."
            f"{_reason(decision)}"
        )
    )


def _units(words: Words, decision: Decision) -> str:
    rows = decision.units.select_related("unit").prefetch_related("unit__names").order_by("pk")
    return joined(words.name(row.unit) for row in rows)


CHANGED: dict[DecisionKind, Callable[[Words, Decision], Block]] = {
    DecisionKind.EXTEND: _extended,
    DecisionKind.SUSPEND: _suspended,
    DecisionKind.RESUME: _resumed,
    DecisionKind.STOP: _stopped,
    DecisionKind.CHANGE_MEMBERS: _members_changed,
    DecisionKind.ADD_UNITS: _units_added,
}


# --- Điều 2: what holds then ----------------------------------------------------------------------
def holds(words: Words, decision: Decision) -> Iterable[Block]:
    """The second article."""
    held = Draft.kept(decision).after(decision.signed_on or words.day)
    if decision.kind == DecisionKind.CHANGE_MEMBERS:
        yield _team(words, held)
        return
    yield Numbered(text(HELD[DecisionKind(decision.kind)](words, decision, held)))


def _limit_held(words: Words, decision: Decision, held: InForce) -> str:
    days = f"{held.total_days or 0:02d} {decision.get_limit_day_kind_display()}"
    return (
        f"Thời hạn {words.act} sau khi gia hạn là {days}, kể từ ngày công bố quyết định"
        f" {words.act}; thời gian tạm dừng (nếu có) không tính vào thời hạn."
    )


def _pause_held(words: Words, decision: Decision, held: InForce) -> str:
    after = (
        f"hết thời gian tạm dừng, {words.team} tiếp tục làm việc theo kế hoạch"
        if decision.last_day
        else "cuộc tiếp tục khi có quyết định tiếp tục"
    )
    return f"Thời gian tạm dừng không tính vào thời hạn {words.act}; {after}."


def _resumption_held(words: Words, decision: Decision, held: InForce) -> str:
    pauses = [span(pause.first_day, pause.last_day) for pause in held.pauses]
    told = f" ({'; '.join(pauses)})" if pauses else ""
    return (
        f"Thời gian tạm dừng{told} không tính vào thời hạn {words.act}; thời hạn còn lại được tính"
        " tiếp."
    )


def _stop_held(words: Words, decision: Decision, held: InForce) -> str:
    if decision.in_part:
        return (
            f"Việc {words.act} tại các đơn vị còn lại tiếp tục theo {_first(words)}; {words.team}"
            " bàn giao hồ sơ, tài liệu của đơn vị được nêu tại Điều 1."
        )
    return (
        f"{words.team} hoàn thiện, bàn giao hồ sơ, trả lại tài liệu đã thu theo quy định và kết"
        " thúc hoạt động sau khi bàn giao."
    )


def _scope_held(words: Words, decision: Decision, held: InForce) -> str:
    return (
        f"Nội dung, thời kỳ và thời hạn {words.act} đối với đối tượng được bổ sung thực hiện theo"
        f" {_first(words)}."
    )


HELD: dict[DecisionKind, Callable[[Words, Decision, InForce], str]] = {
    DecisionKind.EXTEND: _limit_held,
    DecisionKind.SUSPEND: _pause_held,
    DecisionKind.RESUME: _resumption_held,
    DecisionKind.STOP: _stop_held,
    DecisionKind.ADD_UNITS: _scope_held,
}


def _team(words: Words, held: InForce) -> Block:
    opening = f"Kể từ ngày ký Quyết định này, {words.team} gồm các ông, bà có tên sau:"
    return team_article(opening, ((seat.person, seat.role_in_words) for seat in held.team))
