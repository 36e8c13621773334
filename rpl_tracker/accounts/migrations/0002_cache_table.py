"""The shared cache: counts failed sign-ins for all processes, so that lock-out holds with several workers."""

from django.db import migrations

# As `createcachetable` makes it; that command leaves a table that exists alone.
CREATE = """
CREATE TABLE IF NOT EXISTS rpl_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS rpl_cache_expires ON rpl_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, reverse_sql="DROP TABLE IF EXISTS rpl_cache")]
