from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0007_letters_urge_obligations"),
        ("reports", "0020_papers_keep_the_numbering_they_came_with"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="obligations",
            field=models.ManyToManyField(
                blank=True,
                related_name="papers",
                to="recommendations.obligation",
                verbose_name="kiến nghị quá hạn",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("QĐ", "Quyết định"),
                    ("BC", "Báo cáo kết quả"),
                    ("KL", "Kết luận"),
                    ("KH", "Kế hoạch năm"),
                    ("extend", "Quyết định gia hạn"),
                    ("change_members", "Quyết định thay đổi thành viên"),
                    ("suspend", "Quyết định tạm dừng"),
                    ("resume", "Quyết định tiếp tục"),
                    ("stop", "Quyết định đình chỉ"),
                    ("add_units", "Quyết định bổ sung đối tượng"),
                    ("team_plan", "Kế hoạch tiến hành"),
                    ("CV", "Công văn yêu cầu"),
                    ("urge", "Công văn đôn đốc"),
                    ("BB", "Biên bản"),
                    ("appraisal", "Báo cáo thẩm định"),
                    ("submission", "Phiếu trình"),
                    ("urge_duties", "Công văn đôn đốc thực hiện kiến nghị"),
                ],
                max_length=20,
                verbose_name="loại văn bản",
            ),
        ),
        migrations.AlterField(
            model_name="papertemplate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("QĐ", "Quyết định"),
                    ("BC", "Báo cáo kết quả"),
                    ("KL", "Kết luận"),
                    ("KH", "Kế hoạch năm"),
                    ("extend", "Quyết định gia hạn"),
                    ("change_members", "Quyết định thay đổi thành viên"),
                    ("suspend", "Quyết định tạm dừng"),
                    ("resume", "Quyết định tiếp tục"),
                    ("stop", "Quyết định đình chỉ"),
                    ("add_units", "Quyết định bổ sung đối tượng"),
                    ("team_plan", "Kế hoạch tiến hành"),
                    ("CV", "Công văn yêu cầu"),
                    ("urge", "Công văn đôn đốc"),
                    ("BB", "Biên bản"),
                    ("appraisal", "Báo cáo thẩm định"),
                    ("submission", "Phiếu trình"),
                    ("urge_duties", "Công văn đôn đốc thực hiện kiến nghị"),
                ],
                max_length=20,
                verbose_name="loại văn bản",
            ),
        ),
    ]
