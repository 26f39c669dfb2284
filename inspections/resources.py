"""Units in and out of a table (.xlsx, .csv): Vietnamese headings, words and sentences."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from import_export import fields, resources, widgets
from import_export.results import RowResult

from inspections.choices import Level, UnitKind
from inspections.models import Unit
from office import journal
from office.text import nfc

DATE_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


class TextWidget(widgets.CharWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return " ".join(nfc(str(value)).split()) if value is not None else ""


class CodeWidget(TextWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Excel makes the number 70 of 00070, so a bare number is refused and not guessed."""
        if isinstance(value, int | float):
            raise ValueError(  # noqa: TRY004 -- the library collects ValueError as a fault of the row
                f"Mã {value} là số nên có thể đã mất chữ số 0 ở đầu; hãy định dạng cột là văn bản."
            )
        code = super().clean(value)
        if not code:
            raise ValueError("Cần có mã định danh.")
        return code


class ChoiceWidget(widgets.Widget):
    """The word of the screen, or the stored one."""

    def __init__(self, choices: type[TextChoices]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        typed = TextWidget().clean(value).casefold()
        for choice in self.choices:
            if typed in {choice.value.casefold(), str(choice.label).casefold()}:
                return choice.value
        allowed = ", ".join(str(label) for label in self.choices.labels)
        raise ValueError(f"“{value or ''}” không có trong danh sách: {allowed}.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(self.choices(value).label) if value else ""


class DayWidget(widgets.Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        if value in (None, ""):
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        for pattern in DATE_FORMATS:
            try:
                return datetime.datetime.strptime(str(value).strip(), pattern).date()  # noqa: DTZ007 -- a day has no zone
            except ValueError:
                continue
        raise ValueError(f"“{value}” không phải ngày có thật; hãy ghi như 01/07/2025.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value:%d/%m/%Y}" if value else ""


class ParentWidget(widgets.ForeignKeyWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Unit | None:
        if value in (None, ""):
            return None
        code = CodeWidget().clean(value)
        found = Unit.objects.filter(code=code).first()
        if found is None:
            raise ValueError(f"Không có đơn vị mang mã “{code}”.")
        return found


def _column(name: str, heading: str, widget: widgets.Widget | None = None) -> fields.Field:
    return fields.Field(attribute=name, column_name=heading, widget=widget or TextWidget())


class UnitResource(resources.ModelResource):
    """One row a unit, known by its code."""

    code = _column("code", "Mã định danh", CodeWidget())
    name = _column("name", "Tên")
    short_name = _column("short_name", "Tên viết tắt")
    kind = _column("kind", "Loại", ChoiceWidget(UnitKind))
    level = _column("level", "Cấp", ChoiceWidget(Level))
    parent = _column("parent", "Mã cơ quan chủ quản", ParentWidget(Unit, field="code"))
    abbreviation = _column("abbreviation", "Chữ viết tắt trong ký hiệu")
    letterhead_name = _column("letterhead_name", "Tên trên đầu văn bản")
    head_post = _column("head_post", "Chức vụ người đứng đầu")
    place_name = _column("place_name", "Địa danh")
    valid_from = _column("valid_from", "Thành lập ngày", DayWidget())
    valid_to = _column("valid_to", "Tồn tại đến hết ngày", DayWidget())

    class Meta:
        model = Unit
        import_id_fields = ("code",)
        fields = (
            "code", "name", "short_name", "kind", "level", "parent", "abbreviation",
            "letterhead_name", "head_post", "place_name", "valid_from", "valid_to",
        )  # fmt: skip
        export_order = fields
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names_before: dict[int, str] = {}
        self.codes_seen: set[str] = set()

    def get_queryset(self) -> Any:
        return Unit.objects.select_related("parent").order_by("code")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        if "Mã định danh" not in (dataset.headers or []):
            raise ValidationError("Hàng đầu của tệp thiếu cột “Mã định danh”.")

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        code = str(row.get("Mã định danh") or "").strip()
        if code and code in self.codes_seen:
            raise ValidationError(f"Mã “{code}” có hai lần trong tệp.")
        self.codes_seen.add(code)

    def after_init_instance(self, instance: Unit, new: bool, row: Any, **kwargs: Any) -> None:
        if not new:
            self.names_before[instance.pk] = instance.name

    def validate_instance(
        self, instance: Unit, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        before = self.names_before.get(instance.pk)
        if before is not None and before != instance.name:
            errors["name"] = ValidationError(
                f"Tên hiện nay là “{before}”. Đổi tên phải có ngày và văn bản: dùng nút “Đổi tên…”"
                " ở trang đơn vị."
            )
        try:
            super().validate_instance(instance, errors, validate_unique)
        except ValidationError as found:
            raise ValidationError(self._by_heading(found)) from found

    def _by_heading(self, found: ValidationError) -> dict[str, Any]:
        """Faults under the heading of the column, as the person sees the table."""
        headings = {field.attribute: field.column_name for field in self.fields.values()}
        return {headings.get(name, name): texts for name, texts in found.message_dict.items()}

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        super().after_import(dataset, result, **kwargs)
        if kwargs.get("dry_run") or result.has_errors() or result.has_validation_errors():
            return
        new, changed = (
            result.totals[RowResult.IMPORT_TYPE_NEW],
            result.totals[RowResult.IMPORT_TYPE_UPDATE],
        )
        last = Unit.objects.order_by("-pk").first()
        if last is not None and (new or changed):
            journal.record(
                actor=kwargs.get("user"),
                verb="import_units",
                about=last,
                sentence=f"Nhập danh mục đơn vị từ tệp: {new} dòng mới, {changed} dòng sửa.",
                reason=str(kwargs.get("file_name") or ""),
            )
