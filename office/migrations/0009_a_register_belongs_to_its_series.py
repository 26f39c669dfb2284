import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0008_series_of_the_books_that_exist")]

    operations = [
        migrations.AlterField(
            model_name="register",
            name="series",
            field=models.ForeignKey(
                db_column="series",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registers",
                to="office.numberseries",
                to_field="key",
                verbose_name="dãy số",
            ),
        ),
    ]
