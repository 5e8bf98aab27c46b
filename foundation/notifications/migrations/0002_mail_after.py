from django.db import migrations

CREATE = """
CREATE FUNCTION notifications_mail_after(
    at_once boolean, mail_mode text, digest_hour int, quiet_from time, quiet_until time,
    moment timestamptz, zone text
) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    present timestamp := moment AT TIME ZONE zone;
    wished timestamp := present;
BEGIN
    IF at_once THEN
        RETURN moment;
    ELSIF mail_mode = 'none' THEN
        RETURN NULL;
    ELSIF mail_mode = 'digest' THEN
        wished := present::date + make_interval(hours => digest_hour);
        IF wished < present THEN
            wished := wished + interval '1 day';
        END IF;
    END IF;
    IF quiet_from < quiet_until THEN
        IF wished::time >= quiet_from AND wished::time < quiet_until THEN
            wished := wished::date + quiet_until;
        END IF;
    ELSIF wished::time >= quiet_from THEN
        wished := wished::date + 1 + quiet_until;
    ELSIF wished::time < quiet_until THEN
        wished := wished::date + quiet_until;
    END IF;
    RETURN CASE WHEN wished = present THEN moment ELSE wished AT TIME ZONE zone END;
END
$$
"""
DROP = """
DROP FUNCTION notifications_mail_after(boolean, text, int, time, time, timestamptz, text)
"""


class Migration(migrations.Migration):
    """The one rule of when a mail is due, used by notify() and by set-wise writers alike."""

    dependencies = [("notifications", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
