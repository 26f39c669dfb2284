import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0006_rows_of_a_whole_keep_their_own_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paper", models.CharField(max_length=200, verbose_name="văn bản")),
                ("dated_on", models.DateField(verbose_name="ngày")),
                ("url", models.CharField(max_length=200, verbose_name="địa chỉ văn bản")),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="urgings",
                        to="recommendations.obligation",
                        verbose_name="nghĩa vụ thực hiện",
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
            ],
            options={
                "verbose_name": "lần đôn đốc",
                "verbose_name_plural": "các lần đôn đốc",
                "ordering": ("obligation", "dated_on", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("obligation", "url"), name="a_letter_urges_an_obligation_once"
                    )
                ],
            },
        ),
    ]
