from django.db import migrations

REFUSE = """
CREATE FUNCTION reports_reservation_is_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Reserved opinions are append-only: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER reservation_is_append_only
    BEFORE UPDATE OR DELETE ON reports_reservation
    FOR EACH ROW EXECUTE FUNCTION reports_reservation_is_append_only();
"""
ALLOW = """
DROP TRIGGER reservation_is_append_only ON reports_reservation;
DROP FUNCTION reports_reservation_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_members_reserve_opinions")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
