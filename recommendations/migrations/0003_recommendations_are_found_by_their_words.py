from django.db import migrations

# A trigger and no generated column: a table with one would send it with every SELECT of the model.
KEEP = """
ALTER TABLE recommendations_recommendation ADD COLUMN search tsvector;
CREATE FUNCTION recommendations_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := office_words(NEW.text);
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_search BEFORE INSERT OR UPDATE OF text ON recommendations_recommendation
    FOR EACH ROW EXECUTE FUNCTION recommendations_keep_search();
UPDATE recommendations_recommendation SET text = text;
CREATE INDEX recommendation_words ON recommendations_recommendation USING gin (search);
"""
LOSE = """
DROP TRIGGER keep_search ON recommendations_recommendation;
DROP FUNCTION recommendations_keep_search();
ALTER TABLE recommendations_recommendation DROP COLUMN search;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0002_recommendation_may_be_general"),
        ("office", "0010_words_are_found_without_accents"),
    ]

    operations = [migrations.RunSQL(KEEP, LOSE)]
