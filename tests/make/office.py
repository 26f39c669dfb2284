"""Builders of what the office has before any case."""

import datetime

from office.models import (
    LegalDocument,
    LegalProvision,
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
    regime, _ = Regime.objects.get_or_create(code=code, defaults=defaults | facts)
    return regime


def make_time_limit(
    regime: Regime, step: str, days: int, *, counted_from: str, level: str = "", **facts
) -> TimeLimit:
    defaults = {
        "days": days,
        "counted_from": counted_from,
        "day_kind": TimeLimit.DayKind.CALENDAR,
        "provision": make_provision(),
    }
    limit, _ = TimeLimit.objects.update_or_create(
        regime=regime, step=step, level=level, defaults=defaults | facts
    )
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
