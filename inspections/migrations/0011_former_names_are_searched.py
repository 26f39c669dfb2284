"""Units that were renamed before are found under their former names from now on."""

from django.db import migrations

from office.text import search_key


def add_former_names(apps, schema_editor):
    Unit = apps.get_model("inspections", "Unit")
    for unit in Unit.objects.filter(names__isnull=False).distinct().order_by("pk"):
        words = [unit.name, unit.short_name, unit.code or ""]
        for past in unit.names.order_by("-valid_to"):
            words += [past.name, past.short_name]
        unit.search_key = search_key(" ".join(words))[:1500]
        unit.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("inspections", "0010_units_are_found_by_former_names")]

    # The way back needs nothing: a longer key finds what a shorter one found.
    operations = [migrations.RunPython(add_former_names, migrations.RunPython.noop)]
