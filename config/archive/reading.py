"""From the .zip to a case of this office."""

import hashlib
import re
import uuid
from typing import IO, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.db.models import ForeignKey, JSONField, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import User
from config.archive.opening import Opened, refuse
from config.archive.schema import NAMES_ROWS, ROOT, SHARED, fields_of, many_of, owned
from config.archive.writing import Told
from inspections.cases import next_code
from inspections.models import Inspection
from office import files, journal
from office.models import Job, JournalEntry, StoredFile
from office.workflow import Problems
from reports import content
from reports.content import Paper
from reports.models import Version

NAMED = re.compile(r"^([a-z]+\.[a-z]+):(#\d+)$")
BROKEN = "Dữ liệu trong hồ sơ không khớp với phần mềm này"


def read(source: IO[bytes], *, actor: Any, told: Told = lambda *_: None) -> Inspection:
    """Read a case in: all of it or nothing. A code that is taken gives way to the next free one.

    Raises Problems when the archive is damaged, tampered with, too large, or of another kind.
    """
    told(5, "Kiểm tra hồ sơ")
    opened = Opened(source)
    # The last that is told: a worker who writes it inside the transaction would wait for himself.
    told(50, "Nhập dữ liệu")
    return take_in(opened, actor=actor)


def take_in(opened: Opened, *, actor: Any) -> Inspection:
    """The rows of an archive that was checked; Problems when they do not fit this office."""
    try:
        with transaction.atomic():
            return Reader(opened, actor).read()
    except Problems:
        raise
    except (
        *(KeyError, TypeError, ValueError, AttributeError, LookupError, RecursionError),
        *(ValidationError, FieldDoesNotExist, DatabaseError),
    ) as error:
        raise refuse(f"{BROKEN} ({type(error).__name__}); không có gì được nhập.") from error


class Reader:
    """One archive on its way into the database."""

    def __init__(self, opened: Opened, actor: Any):
        self.opened, self.actor = opened, actor
        self.data = opened.data
        self.made: dict[tuple[str, str], Model] = {}
        self.shared: dict[tuple[str, str], Model] = {}
        self.files: dict[str, StoredFile] = {}
        self.doing: set[tuple[str, str]] = set()
        self.keys: dict[tuple[str, str], int] = {}
        self.code = ""

    def read(self) -> Inspection:
        rows = self.data["rows"]
        if set(rows) - set(owned()) or set(self.data["shared"]) - set(SHARED):
            raise refuse(f"{BROKEN}: có loại dữ liệu lạ.")
        (number,) = rows[ROOT]
        self._keep_files()
        for label, found in rows.items():
            self._reserve(label, found)
        for label, found in rows.items():
            for each in found:
                self._make(label, each)
        inspection = self.made[ROOT, number]
        assert isinstance(inspection, Inspection)  # noqa: S101 -- the root is a case
        self._many()
        self._name_rows()
        self._check_papers()
        self._replay(inspection)
        return inspection

    # --- Files ------------------------------------------------------------------------------------
    def _keep_files(self) -> None:
        types = self.opened.manifest.get("types", {})
        names = [name for name in self.opened.zip.namelist() if name.startswith("files/")]
        for name in names:
            upload = ContentFile(b"".join(self.opened.chunks(name)), name=name)
            sha256 = name.removeprefix("files/")
            # The type by the bytes, whatever the archive says; papers of ours are PDF already.
            kind = files.content_type_of(upload.read(8192)) or "application/octet-stream"
            if kind not in files.ACCEPTED:
                raise refuse(
                    f"Tệp {sha256[:12]}… ({types.get(sha256)}) không thuộc loại được nhận."
                )
            upload.seek(0)
            self.files[sha256] = files.put(upload)

    # --- Rows -------------------------------------------------------------------------------------
    def _reserve(self, label: str, numbers: Any) -> None:
        """Keys in the order of the numbers, whatever is written first: lists are sorted by key."""
        table = apps.get_model(label)._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, len(numbers)],
            )
            keys = sorted(key for (key,) in cursor.fetchall())
        ordered = sorted(numbers, key=lambda number: int(number.removeprefix("#")))
        self.keys.update({(label, number): key for number, key in zip(ordered, keys, strict=True)})

    def _make(self, label: str, number: str) -> Model:
        """The row, made after the rows that it points to."""
        key = label, number
        if key in self.made:
            return self.made[key]
        if key in self.doing:
            raise refuse(f"{BROKEN}: các dòng chỉ vào nhau thành vòng.")
        self.doing.add(key)
        said = self.data["rows"][label][number]
        row = self._filled(apps.get_model(label), said)
        if label == ROOT:
            self.code = self._free_code(str(said["code"]))
            row.code = self.code  # type: ignore[attr-defined]
        row.pk = self.keys[key]
        # As it was: no field is set to now, no rule of `save` is run.
        row.save_base(raw=True, force_insert=True)
        self.made[key] = row
        return row

    def _filled(self, model: type[Model], said: dict[str, Any]) -> Model:
        row = model()
        for field in fields_of(model):
            value = said[field.name]
            if isinstance(field, ForeignKey):
                setattr(row, field.attname, self._target(row, field, value))
            elif isinstance(field, JSONField):
                setattr(row, field.attname, value)
            else:
                setattr(row, field.attname, field.clean(value, row) if value else value)
        if hasattr(row, "series") and hasattr(row, "issuer_id"):
            row.series = self._series(row.series, row.issuer_id)
        return row

    def _series(self, series: str, issuer: int) -> str:
        """The series of the office, or of the team of this case, by its name here."""
        old = f"{self.data['code']}/"
        if series.startswith(old):
            return f"{self.code}/{series.removeprefix(old)}"
        return series.replace("unit-#/", f"unit-{issuer}/")

    def _target(self, row: Model, field: Any, value: Any) -> Any:
        if field.related_model is Job:
            return self._job(row).pk
        if value is None:
            return None
        if "file" in value:
            return self.files[value["file"]].pk
        (kind, (label, number)) = next(iter(value.items()))
        if field.related_model._meta.label_lower != label:
            raise refuse(f"{BROKEN}: “{field.name}” chỉ vào loại dữ liệu khác.")
        other = self._make(label, number) if kind == "row" else self._share(label, number)
        # Milestones point to the code of their event.
        return getattr(other, field.target_field.attname)

    def _job(self, row: Model) -> Job:
        """The work that made a file was done in another office."""
        now = timezone.now()
        return Job.objects.create(
            kind="config.import_case",
            key=f"imported:{uuid.uuid4()}",
            title=f"Nhập cùng hồ sơ: {row._meta.verbose_name}",
            state=Job.State.DONE,
            progress=100,
            asked_by=self.actor,
            ended_at=now,
        )

    def _free_code(self, code: str) -> str:
        if not re.fullmatch(r"[\w-]{1,20}", code):
            raise refuse(f"{BROKEN}: mã cuộc không hợp lệ.")
        if not Inspection.objects.filter(code=code).exists():
            return code
        return next_code(timezone.localdate().year)

    # --- What the office has already -----------------------------------------------------------
    def _share(self, label: str, number: str) -> Model:
        """The row of this office with the same key, or a new one."""
        key = label, number
        if key not in self.shared:
            if key in self.doing:
                raise refuse(f"{BROKEN}: các dòng chỉ vào nhau thành vòng.")
            self.doing.add(key)
            model = apps.get_model(label)
            row = self._filled(model, self.data["shared"][label][number])
            known = {name: getattr(row, name) for name in SHARED[label]}
            found = model._default_manager.filter(**_exact(known)).order_by("pk").first()
            self.shared[key] = found or self._new(row)
        return self.shared[key]

    @staticmethod
    def _new(row: Model) -> Model:
        if isinstance(row, User):
            # A name on papers and in the journal, not somebody who may sign in here.
            row.is_active = False
            row.set_unusable_password()
        row.save(force_insert=True)
        return row

    # --- After all rows are there -----------------------------------------------------------------
    def _many(self) -> None:
        for (label, number), row in list(self.made.items()):
            said = self.data["rows"][label][number]
            for field in many_of(type(row)):
                found = [self._pointed(each) for each in said[field.name]]
                getattr(row, field.name).set(found)

    def _pointed(self, value: dict[str, Any]) -> Any:
        (kind, (label, number)) = next(iter(value.items()))
        return self._make(label, number) if kind == "row" else self._share(label, number)

    def _name_rows(self) -> None:
        """Texts that name rows get the keys of this database."""
        for (label, _), row in list(self.made.items()):
            for field in [name for model, name in NAMES_ROWS if model == label]:
                value = getattr(row, field)
                if isinstance(value, str):
                    setattr(row, field, self._renamed(value))
                else:
                    lines = [{**line, "key": self._renamed(line["key"])} for line in value]
                    setattr(row, field, lines)
                type(row)._default_manager.filter(pk=row.pk).update(**{field: getattr(row, field)})
            if label == "reports.block" and str(row.data.get("key", "")).startswith("#"):  # type: ignore[attr-defined]
                topic = self.made["findings.topic", row.data["key"]]  # type: ignore[attr-defined]
                data = {**row.data, "key": str(topic.pk)}  # type: ignore[attr-defined]
                type(row)._default_manager.filter(pk=row.pk).update(data=data)

    def _check_papers(self) -> None:
        """A frozen version still is what was approved; a page that cannot be read is refused now."""
        for (label, _), row in self.made.items():
            if isinstance(row, Version):
                paper = content.from_json(row.tree, Paper)
                if hashlib.sha256(content.canonical(paper)).hexdigest() != row.sha256:
                    raise refuse(f"{row} trong hồ sơ không khớp mã SHA-256 của bản đã duyệt.")
            elif label == "reports.block":
                content.blocks_from_json(row.data.get("blocks") or [])  # type: ignore[attr-defined]

    def _renamed(self, name: str) -> str:
        found = NAMED.match(name)
        row = self.made.get((found[1], found[2])) if found else None
        return f"{found[1]}:{row.pk}" if found and row else name

    def _replay(self, inspection: Inspection) -> None:
        """The lines of the journal with their own days and people, chained anew in this office.

        The last line says that they came with an archive, and the sum of what they came in.
        """
        if JournalEntry.objects.filter(chain=inspection.code).exists():
            raise refuse(f"Nhật ký của cơ quan đã có chuỗi {inspection.code}.")
        for line in self.data["journal"]:
            at = parse_datetime(line["at"])
            if at is None:
                raise ValueError(line["at"])
            journal.replay(
                at=at,
                actor=self._pointed(line["actor"]) if line["actor"] else None,
                verb=line["verb"],
                about=self._renamed(line["about"]),
                label=line["label"],
                sentence=line["sentence"],
                chain=inspection.code,
                reason=line["reason"],
                changes=line["changes"],
            )
        journal.record(
            actor=self.actor,
            chain=inspection.code,
            verb="import_case",
            about=inspection,
            sentence=f"Nhập {inspection.in_sentence} từ tệp hồ sơ của cuộc {self.data['code']}.",
            changes={"sha256": self.opened.manifest["sha256"]["data.json"]},
        )


def _exact(known: dict[str, Any]) -> dict[str, Any]:
    """None is asked for as such."""
    return {
        (f"{name}__isnull" if value is None else name): (True if value is None else value)
        for name, value in known.items()
    }
