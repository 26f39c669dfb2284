from django.db import migrations

REFUSE = """
CREATE FUNCTION office_journal_is_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER journal_is_append_only
    BEFORE UPDATE OR DELETE ON office_journalentry
    FOR EACH ROW EXECUTE FUNCTION office_journal_is_append_only();
"""
ALLOW = """
DROP TRIGGER journal_is_append_only ON office_journalentry;
DROP FUNCTION office_journal_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
