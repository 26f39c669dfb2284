"""A paper of the file, from whichever room."""

import datetime
from dataclasses import dataclass

from office.models import StoredFile


@dataclass(frozen=True)
class FiledPaper:
    """One paper of the file of a case."""

    # app.model:key, the same for ever.
    key: str
    title: str
    url: str
    # The codes of required papers that this one fills.
    fills: frozenset[str] = frozenset()
    number: str = ""
    dated_on: datetime.date | None = None
    author: str = ""
    file: StoredFile | None = None
    # The audited unit it is about, where it is about one.
    unit_id: int | None = None
    # What is missing before it counts as signed, in words; empty when it is signed.
    unsigned: str = ""
    # A row of RequiredPaper that a person said it fills.
    required_id: int | None = None
