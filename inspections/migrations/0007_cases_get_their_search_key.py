"""Cases opened before the key existed are found by words too."""

from django.db import migrations

from office.text import search_key


def fill(apps, schema_editor):
    Inspection = apps.get_model("inspections", "Inspection")
    Decision = apps.get_model("inspections", "Decision")
    bare = Inspection.objects.filter(search_key="").select_related("issuer").order_by("pk")
    for case in bare.iterator(chunk_size=500):
        first = Decision.objects.filter(inspection=case, kind="first").order_by("pk").first()
        label = f"{first.number}/{first.symbol}" if first and first.number else ""
        words = f"{case.code} {case.subject} {case.issuer.name} {label}"
        Inspection.objects.filter(pk=case.pk).update(search_key=search_key(words)[:1200])


class Migration(migrations.Migration):
    dependencies = [("inspections", "0006_diary_is_append_only")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
