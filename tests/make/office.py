"""Builders of what the office has before any case."""

import datetime

from office.models import (
    LegalDocument,
    LegalEvent,
    LegalProvision,
    LegalStep,
    NumberSeries,
    Regime,
    Register,
    TimeLimit,
)


def make_law(number: str = "11/2022/QH15", **facts) -> LegalDocument:
    defaults = {
        "kind": LegalDocument.Kind.LAW,
        "title": "Luật Thanh tra",
        "issuer": "Quốc hội",
        "issued_on": datetime.date(2022, 11, 14),
        "in_force_from": datetime.date(2023, 7, 1),
    }
    law, _ = LegalDocument.objects.get_or_create(number=number, defaults=defaults | facts)
    return law


def make_provision(article: str = "103", clause: str = "", **law) -> LegalProvision:
    provision, _ = LegalProvision.objects.get_or_create(
        document=make_law(**law), article=article, clause=clause
    )
    return provision


def make_regime(code: str = "test-2022", **facts) -> Regime:
    """A regime of its own code; the regimes of the law come from the data migration."""
    defaults = {
        "name": "Luật Thanh tra 2022",
        "case_kind": Regime.CaseKind.INSPECTION,
        "decided_from": datetime.date(2023, 7, 1),
        "law": make_law(),
    }
    regime, is_new = Regime.objects.get_or_create(code=code, defaults=defaults | facts)
    if is_new:
        make_steps(regime)
    return regime


def make_steps(regime: Regime, *, like: str = "thanh-tra-2022") -> None:
    """The steps of a known law, without its limits: a test says the limits it is about."""
    for step in LegalStep.objects.filter(regime__code=like).order_by("position"):
        step.pk, step.regime = None, regime
        step.save(force_insert=True)


def make_time_limit(
    regime: Regime, step: str, days: int, *, counted_from: str, level: str = "", **facts
) -> TimeLimit:
    """The limit of a step that the regime has; `counted_from` is said so that a test reads whole."""
    row = LegalStep.objects.get(regime=regime, code=step)
    row.counted_from = LegalEvent.objects.get(code=counted_from)
    row.save()
    defaults = {
        "days": days,
        "day_kind": TimeLimit.DayKind.CALENDAR,
        "provision": make_provision(),
    }
    limit, _ = TimeLimit.objects.update_or_create(step=row, level=level, defaults=defaults | facts)
    return limit


def make_register(key: str = "unit-1/QĐ-TTr", *, year: int = 2024, **facts) -> Register:
    """The book of a series, empty."""
    series, _ = NumberSeries.objects.get_or_create(
        key=key,
        defaults={
            "name": "Sổ quyết định",
            "owner": key.partition("/")[0],
            "owner_name": "Thanh tra quận Hải Tân",
            "symbol": key.partition("/")[2],
        },
    )
    return Register.objects.create(series=series, name=series.name, year=year, **facts)
