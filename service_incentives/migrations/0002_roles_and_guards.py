from django.db import migrations

from foundation.people.roles import load_groups

# Unlike the triggers of pgtrigger, which any connection can switch off, these hold for everybody
# who does not own the tables.
GUARDS = """
CREATE FUNCTION service_incentives_only_drafts_take_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_lines l JOIN service_incentives_payrun r ON r.matter_id = l.run_id
        WHERE r.state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'lines are added to a draft only (R5.10)';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER only_drafts_take_lines AFTER INSERT ON service_incentives_payline
    REFERENCING NEW TABLE AS new_lines
    FOR EACH STATEMENT EXECUTE FUNCTION service_incentives_only_drafts_take_lines();

CREATE FUNCTION service_incentives_locked_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a locked pay run does not change (R5.10)';
END $$;
CREATE TRIGGER locked_is_locked BEFORE UPDATE OR DELETE ON service_incentives_payrun
    FOR EACH ROW WHEN (OLD.state = 'locked')
    EXECUTE FUNCTION service_incentives_locked_is_locked();

CREATE FUNCTION service_incentives_paid_by_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source bigint := (to_jsonb(OLD)->>TG_ARGV[0])::bigint;
BEGIN
    IF EXISTS (
        SELECT FROM service_incentives_payline l
        JOIN service_incentives_payrun r ON r.matter_id = l.run_id AND r.computation = l.computation
        WHERE l.person_id = OLD.person_id AND r.state NOT IN ('draft', 'void')
          AND CASE TG_ARGV[0] WHEN 'id' THEN l.trips @> ARRAY[source]
              ELSE l.findings @> ARRAY[source] END
    ) THEN
        RAISE EXCEPTION 'what a pay run has used does not change (R5.10)';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER paid_by_is_kept BEFORE UPDATE OR DELETE ON service_incentives_trip
    FOR EACH ROW EXECUTE FUNCTION service_incentives_paid_by_is_kept('id');
CREATE TRIGGER paid_by_is_kept BEFORE UPDATE OR DELETE ON service_incentives_finding
    FOR EACH ROW EXECUTE FUNCTION service_incentives_paid_by_is_kept('matter_id');
"""
NO_GUARDS = """
DROP TRIGGER only_drafts_take_lines ON service_incentives_payline;
DROP TRIGGER locked_is_locked ON service_incentives_payrun;
DROP TRIGGER paid_by_is_kept ON service_incentives_trip;
DROP TRIGGER paid_by_is_kept ON service_incentives_finding;
DROP FUNCTION service_incentives_only_drafts_take_lines, service_incentives_locked_is_locked,
    service_incentives_paid_by_is_kept;
"""


def load(apps, schema_editor):
    load_groups(
        apps,
        "service_statistician",
        "service_head",
        "spare_parts_specialist",
        "subsidiary_office",
        "subsidiary_gm",
        "marketing_centre",
        "chair",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("service_incentives", "0001_initial"),
        ("people", "0002_accounts_and_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
