"""Finding and citing the law."""

import datetime

from django.db.models import Q, QuerySet

from office.models import AppraisalRule, LegalProvision, Regime, TimeLimit
from office.text import full_date


def regimes_on(case_kind: str, decided_on: datetime.date) -> QuerySet[Regime]:
    """Every regime a case decided on that day may live under, for a person to choose from."""
    return (
        Regime.objects.filter(case_kind=case_kind, decided_from__lte=decided_on)
        .filter(Q(decided_to__isnull=True) | Q(decided_to__gte=decided_on))
        .order_by("chosen_by_hand", "-decided_from")
    )


def regime_on(case_kind: str, decided_on: datetime.date) -> Regime | None:
    """The regime of a case: by the date of its decision, never by today.

    A regime that depends on more than the date (NĐ 217/2025: only checks of sector law) is never
    the answer; it has to be chosen from `regimes_on`.
    """
    return regimes_on(case_kind, decided_on).filter(chosen_by_hand=False).first()


def time_limit(regime: Regime, step: str, level: str) -> TimeLimit | None:
    """The limit of a step at a level; a row without level holds for all."""
    rows = TimeLimit.objects.filter(regime=regime, step=step, level__in=(level, "")).select_related(
        "provision__document"
    )
    return rows.order_by("-level").first()


def appraisal_rule(regime: Regime | None, level: str) -> AppraisalRule | None:
    """Whether a draft conclusion must be appraised; None where the library does not say."""
    rows = AppraisalRule.objects.filter(regime=regime, level__in=(level, ""))
    return rows.select_related("provision__document").order_by("-level").first()


def cite(provision: LegalProvision, *, in_full: bool = True) -> str:
    """The one official wording: kind, number, date, issuer, title first; later kind and number.

    Phụ lục I NĐ 30/2020: a law is cited without number and issuer, later by its name alone.
    """
    document = provision.document
    if document.is_law:
        name = document.title
        if in_full:
            name += f" ngày {full_date(document.issued_on)}"
    else:
        name = f"{document.get_kind_display()} số {document.number}"
        if in_full:
            name += f" ngày {full_date(document.issued_on)} của {document.issuer} {document.title}"
    return f"{provision.place} {name}".strip()
