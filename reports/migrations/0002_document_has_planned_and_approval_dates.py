from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="planned_on",
            field=models.DateField(blank=True, null=True, verbose_name="dự kiến ban hành"),
        ),
        migrations.AddField(
            model_name="document",
            name="approved_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày duyệt"),
        ),
    ]
