"""One run of the bench: its parts one after another, so that none disturbs another."""

import os
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from config.bench import children, kills, lists, office, pages, previews, queue, rendering, writing
from config.bench.broker import Broker
from config.bench.table import Row
from config.bench.workers import Workers
from reports.models import Document

Say = Callable[[str], None]
# Each part with the goals it answers for; those after "lists" need living workers.
PARTS = {
    "rendering": "G1, G2",
    "pages": "G4, G5",
    "writing": "G5",
    "lists": "G7, G8",
    "children": "G3",
    "previews": "G6",
    "queue": "G9",
    "kills": "G10",
}
WITH_WORKERS = ("children", "previews", "queue", "kills")


class Run:
    """What was measured so far; a part that fails is told as not measured, with the reason."""

    def __init__(self, rounds: int, folder: Path, broker: Broker, say: Say):
        self.rounds, self.folder, self.broker, self.say = rounds, folder, broker, say
        self.rows: list[Row] = []
        self.table = ""
        self.timings: list[dict[str, Any]] = []

    def measure(self, wanted: list[str]) -> None:
        """Every wanted part."""
        document = office.open_office()
        if "rendering" in wanted:
            self._try("rendering", self._render)
        if "pages" in wanted:
            self._try("pages", lambda: pages.measure(document, self.rounds, self.say))
        if "writing" in wanted:
            self._try("writing", lambda: writing.measure(document, self.rounds, self.say))
        if "lists" in wanted:
            self._try("lists", lambda: lists.measure(document, self.rounds, self.say))
        if set(WITH_WORKERS) & set(wanted):
            with Workers(self.folder / "workers.log") as workers:
                self._measure_workers(workers, document, wanted)

    def _measure_workers(self, workers: Workers, document: Document, wanted: list[str]) -> None:
        blows = kills.Kills(workers, self.broker, document)
        given = (workers, document, self.rounds, self.say)
        measures: dict[str, Callable[[], list[Row]]] = {
            "children": lambda: children.measure(*given),
            "previews": lambda: previews.measure(*given),
            "queue": lambda: queue.measure(*given, self.folder),
            "kills": lambda: blows.measure(self.rounds, self.say),
        }
        for part, measure in measures.items():
            if part in wanted:
                self._try(part, measure)

    def _try(self, part: str, measure: Callable[[], list[Row]]) -> None:
        try:
            rows = measure()
        except Exception as error:
            self.say(traceback.format_exc())
            rows = [
                Row(PARTS[part], f"phần “{part}” dừng giữa chừng", why=str(error) or repr(error))
            ]
        self.rows += rows

    def _render(self) -> list[Row]:
        long = bool(os.environ.get("LONG"))
        found = rendering.measure(self.rounds, self.folder, self.say)
        self.table = rendering.shown(found)
        self.timings = rendering.samples(found)
        return rendering.rows(found) + (rendering.long_annex(self.folder) if long else [])

    def as_json(self) -> dict[str, Any]:
        """Everything that was measured, with every sample."""
        rows = [asdict(row) | {"verdict": row.verdict} for row in self.rows]
        return {"rounds": self.rounds, "papers": self.timings, "goals": rows}
