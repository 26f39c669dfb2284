"""The diary of the team: written day by day, signed, put right by entries that point back.

Each entry says what TT 08/2015/TT-TTCP asks for: the work of the day, whom the team met, what was
directed, what stood in the way. The leader writes, or names who writes, and signs every entry.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections import permissions as may
from inspections.checks import of_future
from inspections.models import DiaryEntry, DiaryKeeper, DiarySignature, Inspection
from inspections.revising import lock_case, page_of, refuse
from office import journal, notices
from office.calendar import ONE_DAY, calendar_of
from office.workflow import Overtaken, Problem, Refused

LONGEST = 10_000


@dataclass(frozen=True)
class DayFacts:
    """What an entry says."""

    work: str
    met: str = ""
    directions: str = ""
    difficulties: str = ""


@transaction.atomic
def write_entry(
    inspection: Inspection, *, day: datetime.date, facts: DayFacts, actor: Any
) -> DiaryEntry:
    """Write the entry of a day; it stands for ever.

    Raises Refused, Problems for a day that is not of this case, Overtaken when the day has an entry.
    """
    now = lock_case(inspection)
    _insist(may.can_write_diary, actor, now)
    refuse(_problems_of_day(now, day))
    there = now.diary.filter(day=day, corrects__isnull=True).select_related("written_by").first()
    if there:
        raise Overtaken(
            f"{there.written_by} đã ghi nhật ký ngày {day:%d/%m/%Y}. Nhật ký không sửa được; cần"
            " thêm hay sửa gì thì lập trang đính chính.",
            page_of(now, "diary", f"trang-{there.pk}"),
        )
    return _keep(now, day, facts, actor)


@transaction.atomic
def correct_entry(entry: DiaryEntry, *, facts: DayFacts, actor: Any) -> DiaryEntry:
    """Put an entry right: a new one of the same day that points to it; both are read.

    Raises Refused.
    """
    now = lock_case(entry.inspection)
    _insist(may.can_write_diary, actor, now)
    # A correction of a correction hangs on the first entry of the day, so that one list tells all.
    return _keep(now, entry.day, facts, actor, corrects=entry.corrects or entry)


def _keep(
    inspection: Inspection,
    day: datetime.date,
    facts: DayFacts,
    actor: Any,
    corrects: DiaryEntry | None = None,
) -> DiaryEntry:
    entry = DiaryEntry.objects.create(
        inspection=inspection,
        day=day,
        work=facts.work,
        met=facts.met,
        directions=facts.directions,
        difficulties=facts.difficulties,
        corrects=corrects,
        written_by=actor,
    )
    verb = "correct_diary" if corrects else "write_diary"
    _note(entry, verb, f"Ghi {_lower(entry)}.", actor=actor)
    leader = may.leader_of(inspection)
    if leader and leader != actor:
        url = page_of(inspection, "diary", f"trang-{entry.pk}")
        notices.notify([leader], f"{entry} của {inspection.code} chờ bạn ký.", url=url)
    return entry


def _problems_of_day(inspection: Inspection, day: datetime.date) -> list[Problem]:
    here = page_of(inspection, "diary", "id_day")
    found = of_future(day, mend=here)
    decision = inspection.first_decision
    if decision and decision.signed_on and day < decision.signed_on:
        text = f"Nhật ký bắt đầu từ ngày ký quyết định {decision.signed_on:%d/%m/%Y}."
        found.append(Problem(text, here))
    return found


@transaction.atomic
def sign_entries(inspection: Inspection, entries: Sequence[int], *, actor: Any) -> int:
    """Sign the entries with these keys, those that the leader had before his eyes.

    What is signed already stays as it is. Returns how many were signed; raises Refused, Overtaken
    when somebody signed all of them meanwhile.
    """
    now = lock_case(inspection)
    _insist(may.can_sign_diary, actor, now)
    unsigned = list(now.diary.filter(pk__in=entries, signature__isnull=True).order_by("day", "pk"))
    if not unsigned:
        raise Overtaken("Các trang nhật ký này đã được ký, hoặc không còn trang nào chờ ký.")
    for entry in unsigned:
        DiarySignature.objects.create(entry=entry, signed_by=actor)
        _note(entry, "sign_diary", f"Ký {_lower(entry)}.", actor=actor)
    return len(unsigned)


# --- Who writes -----------------------------------------------------------------------------------
@transaction.atomic
def name_keeper(inspection: Inspection, *, person: Any, may_sign: bool, actor: Any) -> DiaryKeeper:
    """The leader names a member who writes the diary, and perhaps signs it in his place.

    Raises Refused, Problems for who is not in the team or is named already.
    """
    now = lock_case(inspection)
    _insist(may.can_name_keepers, actor, now)
    here = page_of(now, "diary", "id_person")
    if not may.team_role(person, now):
        refuse([Problem(f"{person} không ở trong đoàn.", here)])
    if now.diary_keepers.filter(person=person, ended_at__isnull=True).exists():
        refuse([Problem(f"{person} đang được giao ghi nhật ký.", here)])
    keeper = DiaryKeeper.objects.create(
        inspection=now, person=person, may_sign=may_sign, named_by=actor
    )
    what = "ghi và ký" if may_sign else "ghi"
    text = f"Giao {person} {what} nhật ký đoàn."
    journal.record(actor=actor, chain=now.code, verb="name_keeper", about=keeper, sentence=text)
    url = page_of(now, "diary")
    notices.notify([person], f"Bạn được giao {what} nhật ký đoàn của {now.code}.", url=url)
    return keeper


@transaction.atomic
def end_keeping(keeper: DiaryKeeper, *, actor: Any) -> None:
    """The leader takes the diary back. Raises Refused, Overtaken when it was taken back already."""
    now = lock_case(keeper.inspection)
    _insist(may.can_name_keepers, actor, now)
    ended = DiaryKeeper.objects.filter(pk=keeper.pk, ended_at__isnull=True)
    if not ended.update(ended_at=timezone.now()):
        raise Overtaken(f"{keeper} đã thôi được giao ghi nhật ký trước đó.")
    text = f"Thôi giao {keeper} ghi nhật ký đoàn."
    journal.record(actor=actor, chain=now.code, verb="end_keeping", about=keeper, sentence=text)


# --- What is missing ------------------------------------------------------------------------------
def days_without_entry(
    inspection: Inspection, written: Iterable[datetime.date], *, today: datetime.date
) -> list[datetime.date]:
    """The working days on site, from the announcement to the end or today, that have no entry."""
    first = inspection.announced_on
    last = min(inspection.on_site_ended_on or today, today)
    if first is None or last < first:
        return []
    calendar, have = calendar_of(range(first.year, last.year + 1)), set(written)
    span = (first + ONE_DAY * offset for offset in range((last - first).days + 1))
    return [day for day in span if calendar.is_working(day) and day not in have]


def _lower(entry: DiaryEntry) -> str:
    words = str(entry)
    return words[0].lower() + words[1:]


def _note(entry: DiaryEntry, verb: str, sentence: str, *, actor: Any) -> None:
    journal.record(
        actor=actor, chain=entry.inspection.code, verb=verb, about=entry, sentence=sentence
    )


def _insist(rule: Any, user: Any, inspection: Inspection) -> None:
    """Rules ask again what their page has asked: they are also called without a page."""
    if not rule(user, inspection):
        raise Refused(rule.refusal)
