from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0014_units_have_their_conclusion"),
        ("reports", "0022_templates_of_letters_of_what_is_overdue"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="units",
            field=models.ManyToManyField(
                blank=True,
                related_name="papers",
                to="inspections.auditedunit",
                verbose_name="kết luận về",
            ),
        ),
    ]
