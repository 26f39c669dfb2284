from django.db import migrations

WATCH = """
CREATE TRIGGER row_is_watched AFTER UPDATE OR DELETE ON inspections_decision
    FOR EACH ROW EXECUTE FUNCTION office_keep_row_change('revision');
CREATE TRIGGER row_is_watched AFTER UPDATE OR DELETE ON inspections_unit
    FOR EACH ROW EXECUTE FUNCTION office_keep_row_change('search_key');
"""
LET_GO = """
DROP TRIGGER row_is_watched ON inspections_decision;
DROP TRIGGER row_is_watched ON inspections_unit;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0006_diary_is_append_only"),
        ("office", "0012_row_changes_keep_themselves"),
    ]

    operations = [migrations.RunSQL(WATCH, LET_GO)]
