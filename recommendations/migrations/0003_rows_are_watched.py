from django.db import migrations

WATCH = """
CREATE TRIGGER row_is_watched AFTER UPDATE OR DELETE ON recommendations_recommendation
    FOR EACH ROW EXECUTE FUNCTION office_keep_row_change('revision', 'position');
"""
LET_GO = """
DROP TRIGGER row_is_watched ON recommendations_recommendation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0002_recommendation_may_be_general"),
        ("office", "0012_row_changes_keep_themselves"),
    ]

    operations = [migrations.RunSQL(WATCH, LET_GO)]
