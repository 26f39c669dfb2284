from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# The same bare words as office.text.search_key; only a–z and digits are left, so that the parser of
# PostgreSQL finds no host names and no paths in “01/QĐ-TTr”.
WORDS = r"""
CREATE FUNCTION office_words(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector(
        'pg_catalog.simple',
        regexp_replace(
            lower(regexp_replace(
                normalize(translate(said, 'đĐðÐ', 'dDdD'), NFD), '[\u0300-\u036f]', '', 'g'
            )),
            '[^a-z0-9]+', ' ', 'g'
        )
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("office", "0009_a_register_belongs_to_its_series")]

    operations = [
        # Names of units and cases are also found by a part of a word.
        TrigramExtension(),
        migrations.RunSQL(WORDS, "DROP FUNCTION office_words(text);"),
    ]
