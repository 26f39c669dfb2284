"""A milestone points to its event in the law library; reasons of delay have a table."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0012_a_limit_belongs_to_a_step"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("inspections", "0006_diary_is_append_only"),
    ]

    operations = [
        migrations.RemoveConstraint("milestone", "a_milestone_happens_once"),
        migrations.RenameField("milestone", "kind", "event"),
        migrations.AlterField(
            "milestone",
            "event",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.legalevent",
                to_field="code",
                verbose_name="mốc",
            ),
        ),
        migrations.AddConstraint(
            "milestone",
            models.UniqueConstraint(
                fields=("inspection", "event"), name="a_milestone_happens_once"
            ),
        ),
        migrations.CreateModel(
            name="DelayReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="hạn khi ghi")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do chậm")),
                (
                    "recorded_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="ghi lúc"),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delay_reasons",
                        to="inspections.inspection",
                        verbose_name="cuộc",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.legalstep",
                        verbose_name="bước",
                    ),
                ),
            ],
            options={
                "verbose_name": "lý do chậm của một bước",
                "verbose_name_plural": "lý do chậm của các bước",
                "ordering": ("recorded_at", "pk"),
            },
        ),
    ]
