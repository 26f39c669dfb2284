from django.db import migrations

# A trigger and no generated column: a table with one would send it with every SELECT of the model.
KEEP = """
ALTER TABLE inspections_inspection ADD COLUMN search tsvector;
CREATE FUNCTION inspections_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := office_words(NEW.search_key);
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF search_key ON inspections_inspection
    FOR EACH ROW EXECUTE FUNCTION inspections_keep_search();
UPDATE inspections_inspection SET search_key = search_key;
CREATE INDEX case_words ON inspections_inspection USING gin (search);
"""
LOSE = """
DROP TRIGGER keep_search ON inspections_inspection;
DROP FUNCTION inspections_keep_search();
ALTER TABLE inspections_inspection DROP COLUMN search;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0006_diary_is_append_only"),
        ("office", "0010_words_are_found_without_accents"),
    ]

    operations = [migrations.RunSQL(KEEP, LOSE)]
