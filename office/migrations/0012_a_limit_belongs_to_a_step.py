"""Every limit hangs on its step; the columns that named step, event and regime by hand go."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0011_steps_of_the_known_laws")]

    operations = [
        migrations.RemoveField("timelimit", "regime"),
        migrations.RemoveField("timelimit", "step_code"),
        migrations.RemoveField("timelimit", "event_code"),
        migrations.AlterField(
            "timelimit",
            "step",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="time_limits",
                to="office.legalstep",
                verbose_name="bước",
            ),
        ),
        migrations.AlterModelOptions(
            name="timelimit",
            options={
                "ordering": ("step", "level"),
                "verbose_name": "thời hạn theo luật",
                "verbose_name_plural": "thời hạn theo luật",
            },
        ),
        migrations.AddConstraint(
            "timelimit",
            models.UniqueConstraint(
                fields=("step", "level"),
                name="one_limit_a_step_and_level",
                violation_error_message="Bước này đã có thời hạn cho cấp đó.",
            ),
        ),
        migrations.AddConstraint(
            "timelimit",
            models.CheckConstraint(
                condition=models.Q(
                    ("days__isnull", True), ("provision__isnull", False), _connector="OR"
                ),
                name="a_limit_by_law_names_its_provision",
                violation_error_message="Thời hạn do luật định phải ghi căn cứ.",
            ),
        ),
    ]
