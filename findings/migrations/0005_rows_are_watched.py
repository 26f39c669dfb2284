from django.db import migrations

WATCH = """
CREATE TRIGGER row_is_watched AFTER UPDATE OR DELETE ON findings_finding
    FOR EACH ROW EXECUTE FUNCTION office_keep_row_change('revision', 'position');
"""
LET_GO = """
DROP TRIGGER row_is_watched ON findings_finding;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0004_evidence_has_versions_and_a_sentence"),
        ("office", "0012_row_changes_keep_themselves"),
    ]

    operations = [migrations.RunSQL(WATCH, LET_GO)]
