"""From the case to the .zip."""

import datetime
import decimal
import hashlib
import json
import re
import uuid
import zipfile
from collections.abc import Callable
from typing import IO, Any

from django.apps import apps
from django.db.models import ForeignKey, JSONField, Model

from config.archive.schema import (
    FORMAT,
    NAMES_ROWS,
    SCHEMA,
    SHARED,
    fields_of,
    label_of,
    many_of,
    owned,
)
from inspections.models import Inspection
from office import files
from office.journal import history_of
from office.models import StoredFile

NAMED_ROW = re.compile(r"^([a-z]+\.[a-z]+):(\d+)$")
# The key of a series begins with the key of its office in this database.
SERIES = re.compile(r"^unit-\d+/")
Told = Callable[[int, str], None]


class Gatherer:
    """The rows of one case with a number each, and the shared rows they point to."""

    def __init__(self, inspection: Inspection):
        self.inspection = inspection
        self.numbers: dict[tuple[str, Any], str] = {}
        self.rows: dict[str, list[Model]] = {}
        self.shared: dict[str, dict[str, dict[str, Any]]] = {}
        self.shared_numbers: dict[tuple[str, Any], str] = {}
        self.files: dict[str, StoredFile] = {}
        for label, path in owned().items():
            model = apps.get_model(label)
            wanted = {path: inspection} if path else {"pk": inspection.pk}
            # In the order of their making, so that two archives of one case are alike.
            self.rows[label] = list(model._default_manager.filter(**wanted).order_by("pk"))
            for number, row in enumerate(self.rows[label], 1):
                self.numbers[label, row.pk] = f"#{number}"

    def data(self) -> dict[str, Any]:
        """Everything but the bytes of files."""
        rows = {
            label: {self.numbers[label, row.pk]: self._row(row) for row in found}
            for label, found in self.rows.items()
            if found
        }
        return {
            "format": FORMAT,
            "schema": SCHEMA,
            "code": self.inspection.code,
            "rows": rows,
            "journal": self._journal(),
            # Last: the rows above have told which shared rows they need.
            "shared": self.shared,
        }

    def _row(self, row: Model) -> dict[str, Any]:
        said = {field.name: self._value(row, field) for field in fields_of(type(row))}
        for field in many_of(type(row)):
            others = getattr(row, field.name).order_by("pk")
            said[field.name] = [self._pointer(other) for other in others]
        return said

    def _value(self, row: Model, field: Any) -> Any:
        if isinstance(field, ForeignKey):
            other = getattr(row, field.name)
            return None if other is None else self._pointer(other)
        value = getattr(row, field.attname)
        if isinstance(field, JSONField):
            return self._named(row, field, value)
        if isinstance(value, str):
            if field.name == "series":
                return SERIES.sub("unit-#/", value)
            return self._named(row, field, value)
        return plain(value)

    def _named(self, row: Model, field: Any, value: Any) -> Any:
        """Keys of this database inside a text or JSON become numbers of this archive."""
        label = label_of(row)
        if (label, field.name) in NAMES_ROWS:
            if isinstance(value, str):
                return self.named(value)
            return [{**line, "key": self.named(line["key"])} for line in value]
        if (label, field.name) == ("reports.block", "data") and value.get("source") == "findings":
            key = self.numbers.get(("findings.topic", int(value["key"] or 0)), value["key"])
            return {**value, "key": key}
        return value

    def named(self, name: str) -> str:
        """model:key as model:#n, where the row is in the archive."""
        found = NAMED_ROW.match(name)
        if found is None:
            return name
        number = self.numbers.get((found[1], int(found[2])))
        return f"{found[1]}:{number}" if number else name

    def _pointer(self, other: Model) -> dict[str, Any] | None:
        label = label_of(other)
        if label == "office.job":
            return None
        if isinstance(other, StoredFile):
            self.files[other.sha256] = other
            return {"file": other.sha256}
        if (label, other.pk) in self.numbers:
            return {"row": [label, self.numbers[label, other.pk]]}
        return {"shared": [label, self._shared(other)]} if label in SHARED else None

    def _shared(self, other: Model) -> str:
        key = label_of(other), other.pk
        if key not in self.shared_numbers:
            kept = self.shared.setdefault(key[0], {})
            self.shared_numbers[key] = f"#{len(kept) + 1}"
            # The place is taken first: a unit's parent may point to others.
            kept[self.shared_numbers[key]] = {}
            kept[self.shared_numbers[key]].update(self._row(other))
        return self.shared_numbers[key]

    def _journal(self) -> list[dict[str, Any]]:
        entries = reversed(list(history_of(self.inspection.code)))
        return [
            {
                "at": entry.at.isoformat(),
                "actor": self._pointer(entry.actor) if entry.actor else None,
                "verb": entry.verb,
                "about": self.named(entry.about),
                "label": entry.label,
                "sentence": entry.sentence,
                "reason": entry.reason,
                "changes": entry.changes,
            }
            for entry in entries
        ]


def plain(value: Any) -> Any:
    """A value of a field as JSON keeps it."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    return value


def write(inspection: Inspection, target: IO[bytes], *, told: Told = lambda *_: None) -> None:
    """Write the archive of a case into an open file; `told` hears how far it is.

    Raises Problems when a kept file is damaged.
    """
    told(5, "Đọc hồ sơ")
    gatherer = Gatherer(inspection)
    data = json.dumps(gatherer.data(), ensure_ascii=False, sort_keys=True, indent=1).encode()
    sums = {"data.json": hashlib.sha256(data).hexdigest()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", data)
        for place, (sha256, stored) in enumerate(sorted(gatherer.files.items()), 1):
            told(10 + 80 * place // len(gatherer.files), f"Tệp {place}/{len(gatherer.files)}")
            archive.writestr(f"files/{sha256}", files.read(stored))
            sums[f"files/{sha256}"] = sha256
        types = {sha256: stored.content_type for sha256, stored in gatherer.files.items()}
        manifest = {"format": FORMAT, "schema": SCHEMA, "sha256": sums, "types": types}
        archive.writestr("manifest.json", json.dumps(manifest, sort_keys=True, indent=1))
