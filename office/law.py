"""Finding and citing the law."""

import datetime

from django.db.models import Q, QuerySet

from office.models import AppraisalRule, CompetentBody, LegalProvision, LegalStep, Regime, TimeLimit
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
    """What the law allows for a step at a level; a row without level holds for all."""
    return _legal_limits(regime, level).filter(step__code=step).first()


def limit_until(regime: Regime, event: str, level: str) -> TimeLimit | None:
    """What the law allows until an event at a level, whatever this law calls the step."""
    return _legal_limits(regime, level).filter(step__ends_with__code=event).first()


def _legal_limits(regime: Regime, level: str) -> QuerySet[TimeLimit]:
    rows = TimeLimit.objects.filter(step__regime=regime, level__in=(level, ""))
    rows = rows.filter(is_minimum=False, days__isnull=False)
    return rows.select_related("step", "provision__document").order_by("-level", "step__position")


def steps_of(regime: Regime) -> QuerySet[LegalStep]:
    """The steps of a law in their order, with the events they lie between."""
    return regime.steps.select_related("counted_from", "ends_with", "provision__document").order_by(
        "position", "pk"
    )


def competent_bodies(regime: Regime, level: str) -> list[CompetentBody]:
    """Who may decide at this level under this law."""
    rows = regime.competent_bodies.filter(level=level).select_related("provision__document")
    return list(rows.order_by("pk"))


def is_competent(regime: Regime, level: str) -> bool:
    """May a body of this level decide? A law of which no body is listed is not judged."""
    levels = set(regime.competent_bodies.order_by("level").values_list("level", flat=True))
    return not levels or level in levels


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


def article_of(limit: TimeLimit, *, in_full: bool = True) -> str:
    """The provision that sets a limit; "" where it is the decision that sets it."""
    return cite(limit.provision, in_full=in_full) if limit.provision else ""
