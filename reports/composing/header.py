"""The fields around the text: letterhead, symbol, signer, recipients."""

import datetime
from typing import Any

from reports.composing.words import Words, capital
from reports.kinds import PaperKind, SignedBy, kind_of
from reports.signers import signers_of


def header_of(words: Words, kind: str, day: datetime.date) -> dict[str, Any]:
    """The first values of a paper's fields; a person may change each of them."""
    row, issuer = kind_of(words.inspection, kind), words.issuer
    choices = signers_of(words.inspection, kind, day)
    first = choices[0] if choices else None
    return {
        **words.owner,
        "kind": kind,
        "issuer": issuer,
        **_letterhead(words, row),
        "series": row.series_of(words.inspection),
        "symbol": row.symbol_of(issuer),
        "place": issuer.name_on(day).place_name or issuer.place_name,
        "title": row.title,
        "subject": words.fill(row.subject),
        "addressees": words.fill(row.addressees),
        "signer": first.person if first else None,
        "signer_authority": "\n".join(first.lines) if first else "",
        "signer_name": first.person.full_name if first else "",
        "recipients": _recipients(words, row),
        "archive": row.archive,
    }


def _letterhead(words: Words, row: PaperKind) -> dict[str, str]:
    office = words.issuer.name_on(words.day).letterhead
    if row.signed_by == SignedBy.LEADER:
        return {"issuer_parent_name": office, "issuer_name": words.team.upper()}
    parent = words.issuer.parent
    return {
        "issuer_parent_name": parent.name_on(words.day).letterhead if parent else "",
        "issuer_name": office,
    }


def _recipients(words: Words, row: PaperKind) -> str:
    lines = (capital(words.fill(line)) for line in row.recipients)
    # An office without a superior leaves only the purpose in brackets.
    return "\n".join(line for line in lines if not line.startswith(" ("))
