"""The fields around the text: letterhead, symbol, signer, recipients."""

import datetime
from typing import Any

from reports.choices import SignedBy
from reports.composing.words import Words, capital
from reports.models import PaperTemplate
from reports.signers import signers_of


def header_of(words: Words, row: PaperTemplate, day: datetime.date) -> dict[str, Any]:
    """The first values of a paper's fields; a person may change each of them."""
    issuer = words.issuer
    choices = signers_of(words.inspection, row, day)
    first = choices[0] if choices else None
    return {
        **words.owner,
        "kind": row.kind,
        "template": row,
        "issuer": issuer,
        **_letterhead(words, row),
        "series": row.series_of(words.inspection),
        "symbol": row.symbol_of(issuer),
        "place": issuer.name_on(day).place_name or issuer.place_name,
        "title": row.title,
        "subject": words.fill(row.subject) + words.of_chosen,
        "addressees": words.fill(row.addressees),
        "signer": first.person if first else None,
        "signer_authority": "\n".join(first.lines) if first else "",
        "signer_name": first.person.full_name if first else "",
        "recipients": "\n".join(recipients_of(words, row)),
        "archive": row.archive,
    }


def _letterhead(words: Words, row: PaperTemplate) -> dict[str, str]:
    office = words.issuer.name_on(words.day).letterhead
    if row.signed_by == SignedBy.LEADER:
        return {"issuer_parent_name": office, "issuer_name": words.team.upper()}
    parent = words.issuer.parent
    return {
        "issuer_parent_name": parent.name_on(words.day).letterhead if parent else "",
        "issuer_name": office,
    }


def recipients_of(words: Words, row: PaperTemplate) -> list[str]:
    """The lines of ô 9b; an office without a superior leaves only the purpose in brackets."""
    lines = (capital(words.fill(line)) for line in row.recipients.splitlines())
    return [line for line in lines if line.strip() and not line.startswith(" (")]
