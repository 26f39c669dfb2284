"""A member of the team reserves his opinion on a paper: said once, kept as it was said."""

from typing import Any

from django.db import transaction

from inspections.choices import TeamRole
from inspections.permissions import LEADING, team_role
from office import journal, notices
from office.workflow import Refused
from reports.models import Document, Reservation
from reports.permissions import can_reserve

LONGEST_ABOUT = 300
LONGEST = 20_000


@transaction.atomic
def reserve(document: Document, *, about: str, text: str, actor: Any) -> Reservation:
    """Keep the opinion with the paper, for who decides on it and for the file of the case.

    Khoản 2 Điều 23 Luật Thanh tra 2025: a member answers for what he reserves, so it is never
    changed; who thinks otherwise later writes another. Raises Refused.
    """
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not can_reserve(actor, locked):
        raise Refused(can_reserve.refusal)  # type: ignore[attr-defined]
    inspection = locked.case
    row = Reservation.objects.create(
        document=locked,
        version=locked.versions.order_by("-number").first(),
        person=actor,
        post=TeamRole(team_role(actor, inspection)).label,
        about=" ".join(about.split()),
        text=text.strip(),
    )
    sentence = f"Bảo lưu ý kiến đối với {locked}."
    chain = inspection.code
    journal.record(actor=actor, chain=chain, verb="reserve", about=row, sentence=sentence)
    leading = inspection.members.filter(role__in=LEADING).select_related("person")
    people = [seat.person for seat in leading.order_by("pk") if seat.person_id != actor.pk]
    url = row.get_absolute_url()
    notices.notify(people, f"{actor} bảo lưu ý kiến đối với {locked}.", url=url)
    return row
