from django.db import migrations

# A trigger and no generated column: a table with one would send it with every SELECT of the model.
KEEP = """
ALTER TABLE findings_finding ADD COLUMN search tsvector;
CREATE FUNCTION findings_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := setweight(office_words(NEW.summary), 'A') || office_words(NEW.text);
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF text, summary ON findings_finding
    FOR EACH ROW EXECUTE FUNCTION findings_keep_search();
UPDATE findings_finding SET text = text;
CREATE INDEX finding_words ON findings_finding USING gin (search);

ALTER TABLE findings_topic ADD COLUMN search tsvector;
CREATE FUNCTION findings_keep_topic_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := office_words(NEW.title);
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF title ON findings_topic
    FOR EACH ROW EXECUTE FUNCTION findings_keep_topic_search();
UPDATE findings_topic SET title = title;
CREATE INDEX topic_words ON findings_topic USING gin (search);
"""
LOSE = """
DROP TRIGGER keep_search ON findings_topic;
DROP FUNCTION findings_keep_topic_search();
ALTER TABLE findings_topic DROP COLUMN search;
DROP TRIGGER keep_search ON findings_finding;
DROP FUNCTION findings_keep_search();
ALTER TABLE findings_finding DROP COLUMN search;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0004_evidence_has_versions_and_a_sentence"),
        ("office", "0010_words_are_found_without_accents"),
    ]

    operations = [migrations.RunSQL(KEEP, LOSE)]
