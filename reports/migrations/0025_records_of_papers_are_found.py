from django.db import migrations

# As papers are: migration 0003_papers_are_found_by_number_and_words.
KEEP = """
ALTER TABLE reports_paperrecord ADD COLUMN search tsvector;
CREATE FUNCTION reports_keep_search_of_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := setweight(office_words(NEW.label), 'A') || office_words(NEW.kind || ' ' || NEW.issuer || ' ' || NEW.subject);
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF label, kind, issuer, subject ON reports_paperrecord
    FOR EACH ROW EXECUTE FUNCTION reports_keep_search_of_records();
UPDATE reports_paperrecord SET label = label;
CREATE INDEX record_words ON reports_paperrecord USING gin (search);
"""
LOSE = """
DROP TRIGGER keep_search ON reports_paperrecord;
DROP FUNCTION reports_keep_search_of_records();
ALTER TABLE reports_paperrecord DROP COLUMN search;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0024_papers_known_from_an_account")]

    operations = [migrations.RunSQL(KEEP, LOSE)]
