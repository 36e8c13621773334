"""The application's role cannot change, forge, empty or avoid the history, and deletes nothing clinical."""

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test import override_settings

from rpl_tracker.accounts.models import Clinic
from rpl_tracker.audit import grants
from rpl_tracker.embedded import roles

CLINICAL_APPS = ("patients", "workup")
RECKONED_ANEW = {"workup_finding", "workup_checklistperiod"}
OWN_CHOICES = {"workup_savedfilter"}  # how somebody likes her list: nothing of it is about a patient

pytestmark = pytest.mark.django_db


def run(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def refused(statement: str, *values: object) -> bool:
    """Whether the database itself says no."""
    try:
        with transaction.atomic():
            run(statement, *values)
    except ProgrammingError as error:
        return error.__cause__.sqlstate == "42501"  # insufficient privilege
    return False


def tables(*labels: str) -> list[str]:
    models = [model for label in labels for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return [model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy]


EVENT_TABLES = sorted(
    table for table in tables("accounts", "patients", "workup") if grants.rights_of(table) == grants.READ
)
FORGOTTEN = {"patients_draft", "patients_sentform"}
KEPT = sorted(set(tables(*CLINICAL_APPS)) - RECKONED_ANEW - FORGOTTEN - OWN_CHOICES)


@pytest.fixture
def clinic() -> Clinic:
    return Clinic.objects.create(code="main", name="Main clinic")


@pytest.fixture
def signed_in_as_application():
    """A connection of the role's own, as the application makes it."""
    of_the_owner = connection.get_connection_params()
    options = {key: of_the_owner[key] for key in ("dbname", "host", "port")}
    with psycopg.connect(**options, user=roles.APP) as own:
        yield own


def history(clinic: Clinic) -> list[str]:
    rows = run("SELECT pgh_label FROM accounts_clinicevent WHERE pgh_obj_id = %s ORDER BY pgh_id", clinic.pk)
    return [str(label) for (label,) in rows]


def test_tests_of_the_database_act_as_the_application():
    assert run("SELECT current_user") == [(roles.APP,)]


def test_application_owns_nothing():
    owned = run("SELECT relname FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE rolname = %s", roles.APP)
    assert owned == []


@pytest.mark.parametrize("role", [roles.APP, roles.OWNER])
def test_no_role_is_a_superuser_or_makes_roles(role):
    assert run("SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = %s", role) == [
        (False, False, False)
    ]


def test_every_tracked_model_has_an_event_table_among_those_tested():
    assert {"accounts_clinicevent", "patients_patientevent", "workup_investigationevent"} <= set(EVENT_TABLES)


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_history_is_read_and_never_written(table):
    assert not refused(f"SELECT FROM {table}")
    assert refused(f"INSERT INTO {table} DEFAULT VALUES")
    assert refused(f"UPDATE {table} SET pgh_label = 'x'")
    assert refused(f"DELETE FROM {table}")
    assert refused(f"TRUNCATE {table}")


def test_looks_are_added_and_never_changed():
    assert not refused("SELECT FROM audit_accesslog")
    assert run("SELECT has_table_privilege('audit_accesslog', 'INSERT')") == [(True,)]
    assert refused("UPDATE audit_accesslog SET username = 'x'")
    assert refused("DELETE FROM audit_accesslog")
    assert refused("TRUNCATE audit_accesslog")


@pytest.mark.parametrize("table", KEPT)
def test_nothing_clinical_is_deleted(table):
    assert refused(f"DELETE FROM {table}")
    assert refused(f"TRUNCATE {table}")


@pytest.mark.parametrize("table", sorted(grants.MAY_DELETE))
def test_housekeeping_is_deleted(table):
    assert not refused(f"DELETE FROM {table}")
    assert table not in KEPT


def test_changes_of_the_application_are_recorded(clinic):
    Clinic.objects.filter(pk=clinic.pk).update(name="Another name")
    run("UPDATE accounts_clinic SET name = 'A third' WHERE id = %s", clinic.pk)
    assert history(clinic) == ["insert", "update", "update"]


def test_triggers_cannot_be_ignored(clinic):
    run("SELECT set_config('pgtrigger.ignore', %s, true)", "{" + ",".join(names_of_triggers()) + "}")
    Clinic.objects.filter(pk=clinic.pk).update(name="Unseen?")
    assert history(clinic) == ["insert", "update"]


def names_of_triggers() -> list[str]:
    return [str(name) for (name,) in run("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger%%'")]


def test_switch_for_ignoring_cannot_be_put_back():
    assert refused(grants.NEVER_IGNORE.replace("false", "true"))


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE accounts_clinic DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE accounts_clinicevent",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "SET ROLE rpl_owner",
        "SET SESSION AUTHORIZATION rpl_owner",
    ],
)
def test_no_way_around(signed_in_as_application, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in_as_application.execute(statement)


def test_history_cannot_be_forged_with_the_triggers_own_functions(as_owner):
    """On a table of one's own, a function that writes with the owner's rights would write whatever one likes."""
    run("CREATE TEMPORARY TABLE mine (LIKE accounts_clinic)")
    run(f"GRANT ALL ON mine TO {roles.APP}")
    run(f"SET LOCAL ROLE {roles.APP}")
    function = next(name for name in names_of_triggers() if name.startswith("pgtrigger_insert_insert"))
    usable = run("SELECT has_function_privilege(%s, 'EXECUTE')", f"{function}()")
    assert usable == [(False,)]


def test_functions_of_the_history_look_nowhere_but_in_our_own_schema():
    functions = run("SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'pgtrigger_insert_insert%%'")
    assert functions
    assert {(definer, tuple(config)) for _, definer, config in functions} == {(True, ("search_path=public, pg_temp",))}


@override_settings(APP_DB_ROLE="nobody_here")
def test_missing_role_is_named_once_migrated(as_owner, capsys):
    grants.secure("default")
    assert "nobody_here" in capsys.readouterr().out


def test_role_itself_changes_no_rights():
    grants.secure("default")
    assert refused("DELETE FROM accounts_clinicevent")


def test_new_tables_get_no_right_to_delete(as_owner):
    run("CREATE TABLE patients_something (id int)")
    grants.secure("default")
    run(f"SET LOCAL ROLE {roles.APP}")
    run("INSERT INTO patients_something VALUES (1)")
    assert refused("DELETE FROM patients_something")
