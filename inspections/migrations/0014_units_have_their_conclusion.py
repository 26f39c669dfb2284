from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def conclude_units(apps, schema_editor):
    """Until now a conclusion was on every unit that was visited."""
    milestones = apps.get_model("inspections", "Milestone").objects
    concluded = milestones.filter(inspection=OuterRef("inspection"), event_id="concluded")
    visited = apps.get_model("inspections", "AuditedUnit").objects.filter(excluded_reason="")
    visited.filter(inspection__milestones__event_id="concluded").update(
        concluded_on=Subquery(concluded.values("happened_on")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("inspections", "0013_rows_of_a_whole_keep_their_own_order")]

    operations = [
        migrations.AddField(
            model_name="auditedunit",
            name="concluded_on",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="kết luận ngày"
            ),
        ),
        migrations.RunPython(conclude_units, migrations.RunPython.noop),
    ]
