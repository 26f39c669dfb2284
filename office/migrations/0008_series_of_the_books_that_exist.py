from django.db import migrations
from django.db.models import Min

from office.text import search_key


def name_series(apps, schema_editor):
    """Each book gets the row of its series, each line what is looked for in it."""
    NumberSeries = apps.get_model("office", "NumberSeries")
    Register = apps.get_model("office", "Register")
    for register in Register.objects.order_by("year", "pk"):
        owner, slash, symbol = register.series.partition("/")
        NumberSeries.objects.get_or_create(
            key=register.series,
            defaults={
                "name": register.name,
                "owner": owner if slash else "",
                "symbol": symbol if slash else owner,
                "kind": "administrative" if owner.startswith("unit-") else "of_team",
            },
        )
        first = register.entries.aggregate(number=Min("number"))["number"]
        register.begins_after = first - 1 if first else register.last_number
        register.save(update_fields=["begins_after"])


def describe_lines(apps, schema_editor):
    RegisterEntry = apps.get_model("office", "RegisterEntry")
    for entry in RegisterEntry.objects.order_by("pk").iterator():
        said = f"{entry.number:02d}/{entry.symbol} {entry.taken_for}"
        entry.search_key = search_key(said)[:1500]
        entry.state = "voided" if entry.voided_at else "used"
        entry.save(update_fields=["search_key", "state"])


def nothing(apps, schema_editor):
    """The rows go with their tables and columns."""


class Migration(migrations.Migration):
    dependencies = [("office", "0007_the_book_has_ten_columns_and_series_of_its_own")]

    operations = [
        migrations.RunPython(name_series, nothing),
        migrations.RunPython(describe_lines, nothing),
    ]
