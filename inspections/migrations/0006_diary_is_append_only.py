from django.db import migrations

TABLES = ("inspections_diaryentry", "inspections_diarysignature")
REFUSE = """
CREATE FUNCTION inspections_diary_is_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'The diary is append-only: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
""" + "".join(
    f"""
CREATE TRIGGER {table}_is_append_only
    BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION inspections_diary_is_append_only();
"""
    for table in TABLES
)
ALLOW = (
    "".join(f"DROP TRIGGER {table}_is_append_only ON {table};\n" for table in TABLES)
    + "DROP FUNCTION inspections_diary_is_append_only();"
)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0005_diary_of_the_team")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
