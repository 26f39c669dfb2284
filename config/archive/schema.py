"""What of the database belongs to a case, read from the models: a new record is in it by itself.

data.json is

    {"format": "minh-bach/case", "schema": 1, "code": "2024-001",
     "shared": {"inspections.unit": {"#1": {field: value, …}, …}, …},
     "rows": {"inspections.inspection": {"#1": {field: value, …}}, …},
     "journal": [{"at", "actor", "verb", "about", "label", "sentence", "reason", "changes"}, …]}

`rows` belong to the case and are made anew when it is read in. `shared` are rows of the office that
the case points to (people, units, law): found by their key in the other office, made there when
they are missing. A relation is {"row": [model, "#n"]}, {"shared": [model, "#n"]} or {"file": SHA-256}.
Where a text names a row by its key, as the index of the file does, it says model:#n.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

FORMAT, SCHEMA = "minh-bach/case", 1
ROOT = "inspections.inspection"
ROOMS = ("inspections", "findings", "recommendations", "reports")
FILE = "office.storedfile"

# Rows of the office, each with the fields by which another office knows it again.
SHARED: dict[str, tuple[str, ...]] = {
    "accounts.user": ("username",),
    "inspections.unit": ("name", "level"),
    "inspections.requiredpaper": ("code", "case_kind", "regime"),
    "office.regime": ("code",),
    "office.legalevent": ("code",),
    "office.legalstep": ("regime", "code"),
    "office.legaldocument": ("number",),
    "office.legalprovision": ("document", "article", "clause", "point"),
    "office.legalground": ("regime", "act", "text"),
}
# What a person is in another office: a name and a post, never a password or a right.
ONLY = {"accounts.user": ("username", "full_name", "post")}
# Facts that hold only in the office where they were made, and are left out.
LEFT_OUT = {
    ("reports.document", "register_entry"),
    ("inspections.unit", "successor"),
    ("inspections.unit", "code"),
    ("office.legaldocument", "replaced_by"),
}
# Texts that name rows by model and key.
NAMES_ROWS = {("inspections.sheetcount", "paper"), ("inspections.casefile", "index")}


# Relations that lead to the case although not every row has one: some papers belong to a plan.
LEADS_TO_CASE = {("reports.document", "inspection")}


def label_of(model: type[Model] | Model) -> str:
    return model._meta.label_lower


@cache
def owned() -> dict[str, str]:
    """The models whose rows belong to a case, each with the lookup that leads to the case."""
    found = {ROOT: ""}
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    grown = True
    while grown:
        grown = False
        for model in models:
            if label_of(model) in found:
                continue
            path = _path(model, found)
            if path is not None:
                found[label_of(model)], grown = path, True
    return found


def _path(model: type[Model], known: dict[str, str]) -> str | None:
    """By a relation that leads to a model that belongs to a case."""
    for field in relations(model):
        other = label_of(field.related_model)
        leads = not field.null or (label_of(model), field.name) in LEADS_TO_CASE
        if other in known and leads and other != label_of(model):
            rest = known[other]
            return f"{field.name}__{rest}" if rest else field.name
    return None


def relations(model: type[Model]) -> Iterator[ForeignKey]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            yield field


def fields_of(model: type[Model]) -> list[Field]:
    """What is kept of a row: everything but its key and what holds only in its own office."""
    label = label_of(model)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    if label in ONLY:
        fields = [field for field in fields if field.name in ONLY[label]]
    return [field for field in fields if (label, field.name) not in LEFT_OUT and _is_known(field)]


def _is_known(field: Field) -> bool:
    """A relation to a row that neither belongs to the case nor has a key in other offices is not."""
    if not isinstance(field, ForeignKey):
        return True
    other = label_of(field.related_model)
    return other in owned() or other in SHARED or other in {FILE, "office.job"}


def lost_relations() -> list[str]:
    """Relations that must have a value and would have none: a test holds this list empty."""
    return [
        f"{label}.{field.name}"
        for label in [*owned(), *SHARED]
        for field in relations(apps.get_model(label))
        if not field.null and label not in ONLY and not _is_known(field)
    ]


def many_of(model: type[Model]) -> list[Any]:
    """Relations to several rows, kept as lists."""
    return [field for field in model._meta.many_to_many if label_of(model) not in ONLY]
