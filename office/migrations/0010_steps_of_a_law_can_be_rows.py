"""Tables for events, steps and competent bodies; the old columns of a limit may stand empty."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0009_a_register_belongs_to_its_series")]

    operations = [
        migrations.CreateModel(
            name="LegalEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="mã")),
                (
                    "name",
                    models.CharField(
                        help_text="Đọc được sau “kể từ ngày”: “công bố quyết định”.",
                        max_length=200,
                        verbose_name="tên",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("preparing", "Chuẩn bị"),
                            ("decided", "Từ quyết định đến công bố"),
                            ("on_site", "Tiến hành trực tiếp"),
                            ("reporting", "Báo cáo, kết luận"),
                            ("concluded", "Sau kết luận"),
                        ],
                        max_length=20,
                        verbose_name="ghi được từ giai đoạn",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        help_text=(
                            "Việc có thứ tự nhỏ hơn không thể xảy ra sau."
                            " Cùng thứ tự: trước, sau đều được."
                        ),
                        verbose_name="thứ tự",
                    ),
                ),
                (
                    "by_rule",
                    models.BooleanField(
                        default=False,
                        help_text=("Ngày lấy từ văn bản đã ban hành; người dùng không tự ghi."),
                        verbose_name="do văn bản của cuộc ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "sự kiện của cuộc",
                "verbose_name_plural": "sự kiện của cuộc",
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LegalStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên bước")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                (
                    "done_by",
                    models.CharField(
                        choices=[
                            ("team", "Đoàn"),
                            ("issuer", "Người ra quyết định"),
                            ("others", "Cơ quan, đơn vị khác"),
                        ],
                        max_length=10,
                        verbose_name="ai làm",
                    ),
                ),
                ("paper", models.CharField(blank=True, max_length=200, verbose_name="văn bản")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                (
                    "counted_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="begins",
                        to="office.legalevent",
                        verbose_name="tính từ",
                    ),
                ),
                (
                    "ends_with",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ends",
                        to="office.legalevent",
                        verbose_name="xong khi",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.legalprovision",
                        verbose_name="căn cứ",
                    ),
                ),
                (
                    "regime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="office.regime",
                        verbose_name="chế độ",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước theo luật",
                "verbose_name_plural": "bước theo luật",
                "ordering": ("regime", "position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "code"),
                        name="a_step_has_its_own_code",
                        violation_error_message="Chế độ này đã có bước mang mã đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counted_from__isnull", True),
                            models.Q(("counted_from", models.F("ends_with")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_step_does_not_end_with_its_start",
                        violation_error_message=(
                            "Một bước không thể bắt đầu và kết thúc bằng cùng sự kiện."
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetentBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.CharField(max_length=20, verbose_name="cấp")),
                ("name", models.CharField(max_length=300, verbose_name="cơ quan")),
                (
                    "head_post",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="người ra quyết định"
                    ),
                ),
                (
                    "is_verified",
                    models.BooleanField(default=False, verbose_name="đã đối chiếu văn bản"),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.legalprovision",
                        verbose_name="căn cứ",
                    ),
                ),
                (
                    "regime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competent_bodies",
                        to="office.regime",
                        verbose_name="chế độ",
                    ),
                ),
            ],
            options={
                "verbose_name": "cơ quan có thẩm quyền",
                "verbose_name_plural": "cơ quan có thẩm quyền",
                "ordering": ("regime", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("regime", "level", "name"),
                        name="a_body_is_named_once_a_level",
                        violation_error_message="Chế độ này đã có cơ quan đó ở cấp đó.",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint("timelimit", "one_limit_a_step_and_level"),
        migrations.AlterModelOptions(
            name="timelimit",
            options={
                "verbose_name": "thời hạn theo luật",
                "verbose_name_plural": "thời hạn theo luật",
            },
        ),
        migrations.RenameField("timelimit", "step", "step_code"),
        migrations.RenameField("timelimit", "counted_from", "event_code"),
        migrations.AlterField("timelimit", "step_code", models.CharField(max_length=30, null=True)),
        migrations.AlterField(
            "timelimit", "event_code", models.CharField(max_length=20, null=True)
        ),
        migrations.AlterField(
            "timelimit",
            "regime",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="time_limits",
                to="office.regime",
                verbose_name="chế độ",
            ),
        ),
        migrations.AddField(
            "timelimit",
            "step",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="time_limits",
                to="office.legalstep",
                verbose_name="bước",
            ),
        ),
        migrations.AlterField(
            "timelimit",
            "days",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text=(
                    "Để trống: luật không định mức, tính theo số ngày ghi trong quyết định."
                ),
                null=True,
                verbose_name="số ngày",
            ),
        ),
        migrations.AlterField(
            "timelimit",
            "provision",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="office.legalprovision",
                verbose_name="căn cứ",
            ),
        ),
        migrations.AddField(
            "timelimit",
            "is_minimum",
            models.BooleanField(
                default=False,
                help_text="Không được làm sớm hơn số ngày này; làm sớm thì màn hình nhắc.",
                verbose_name="là khoảng cách tối thiểu",
            ),
        ),
        migrations.AddField(
            "timelimit",
            "includes_first_day",
            models.BooleanField(
                default=False,
                help_text=(
                    "Điều 147 Bộ luật Dân sự: ngày đầu tiên không tính, trừ khi luật nói khác."
                ),
                verbose_name="tính cả ngày bắt đầu",
            ),
        ),
    ]
