from django.db import migrations

WATCH = """
CREATE TRIGGER row_is_watched AFTER UPDATE OR DELETE ON reports_block
    FOR EACH ROW EXECUTE FUNCTION office_keep_row_change('revision', 'changed_at', 'position');
"""
LET_GO = """
DROP TRIGGER row_is_watched ON reports_block;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_document_has_planned_and_approval_dates"),
        ("office", "0012_row_changes_keep_themselves"),
    ]

    operations = [migrations.RunSQL(WATCH, LET_GO)]
