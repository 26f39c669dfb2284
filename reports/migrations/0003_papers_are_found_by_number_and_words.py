from django.db import migrations

# A trigger and no generated column: a table with one would send it with every SELECT of the model.
KEEP = """
ALTER TABLE reports_document ADD COLUMN search tsvector;
CREATE FUNCTION reports_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := setweight(office_words(NEW.number || ' ' || NEW.symbol), 'A') || office_words(NEW.title || ' ' || NEW.subject);
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF number, symbol, title, subject ON reports_document
    FOR EACH ROW EXECUTE FUNCTION reports_keep_search();
UPDATE reports_document SET title = title;
CREATE INDEX paper_words ON reports_document USING gin (search);
"""
LOSE = """
DROP TRIGGER keep_search ON reports_document;
DROP FUNCTION reports_keep_search();
ALTER TABLE reports_document DROP COLUMN search;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_document_has_planned_and_approval_dates"),
        ("office", "0010_words_are_found_without_accents"),
    ]

    operations = [migrations.RunSQL(KEEP, LOSE)]
