from django.db import migrations

# Columns named in a trigger's arguments change with every save and say nothing to a person.
KEEP = """
CREATE FUNCTION office_keep_row_change() RETURNS trigger AS $$
DECLARE
    old_row jsonb := to_jsonb(OLD);
    new_row jsonb;
    was jsonb := old_row;
    is_now jsonb := '{}'::jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        new_row := to_jsonb(NEW);
        SELECT jsonb_object_agg(key, value), jsonb_object_agg(key, new_row -> key)
          INTO was, is_now
          FROM jsonb_each(old_row)
         WHERE value IS DISTINCT FROM new_row -> key
           AND NOT (key = ANY (TG_ARGV));
        IF was IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO office_rowchange ("table", "row", act, before, after, at, transaction)
    VALUES (TG_TABLE_NAME, (old_row ->> 'id')::bigint, lower(TG_OP), was, is_now, clock_timestamp(),
            pg_current_xact_id()::text::bigint);
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION office_row_change_is_kept() RETURNS trigger AS $$
BEGIN
    -- Once, and nothing else: the line of the journal that a change belongs to.
    IF TG_OP = 'UPDATE' AND OLD.entry_id IS NULL
       AND to_jsonb(NEW) - 'entry_id' = to_jsonb(OLD) - 'entry_id' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The history of rows is append-only: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER row_change_is_kept
    BEFORE UPDATE OR DELETE ON office_rowchange
    FOR EACH ROW EXECUTE FUNCTION office_row_change_is_kept();

CREATE TRIGGER reading_is_append_only
    BEFORE UPDATE OR DELETE ON office_reading
    FOR EACH ROW EXECUTE FUNCTION office_journal_is_append_only();
"""
LET_GO = """
DROP TRIGGER reading_is_append_only ON office_reading;
DROP TRIGGER row_change_is_kept ON office_rowchange;
DROP FUNCTION office_row_change_is_kept();
DROP FUNCTION office_keep_row_change();
"""


class Migration(migrations.Migration):
    dependencies = [("office", "0011_row_changes_and_readings")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
