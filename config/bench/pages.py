"""G4 and G5: pages of papers beside an empty page of a signed-in person, through Django's client."""

from collections.abc import Callable

from config.bench.table import Row
from reports.models import Document

CALLS = 40


def measure(document: Document, rounds: int, say: Callable[[str], None]) -> list[Row]:
    return [Row("G4", "văn bản đã có PDF", why="chưa viết")]
