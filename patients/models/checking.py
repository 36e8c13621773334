"""Ask the database once whether all check constraints hold, and say which column each broken one is about."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models
from django.db.models.sql import Query

# Constraint -> the column beside which its words stand; the others carry it in their name, or are about the whole row.
CONCERNS = {
    "alive_within_liveborn": "children_alive_now",
    "birth_order_once": "order",
    "deferred_has_review_day": "review_on",
    "decision_has_reason": "reason",
    "edd_after_lmp": "edd",
    "embryo_age_needs_transfer": "embryo_age_days",
    "event_crl_measurements_of_a_crl": "crl_measurements",
    "event_embryo_seen_when_measured": "embryo_seen",
    "event_haematoma_in_order": "haematoma_mm_2",
    "event_yolk_sac_seen_when_measured": "yolk_sac_seen",
    "self_harm_item_of_a_questionnaire": "self_harm_item",
    "event_has_a_day": "on",
    "final_has_a_result": "value",
    "limits_in_order": "upper_limit",
    "liveborn_within_fetuses": "liveborn",
    "loss_type_of_a_miscarriage": "loss_type",
    "medication_stops_after_start": "stopped_on",
    "mrn_once_per_clinic": "mrn",
    "one_ongoing_pregnancy": "outcome",
    "ongoing_has_not_ended": "outcome",
    "only_a_liveborn_child_lives_or_dies": "alive_now",
    "a_child_who_died_is_not_alive": "alive_now",
    "ordered_before_collected": "collected_on",
    "override_has_reason": "override_reason",
    "partner_ends_after_beginning": "to_date",
    "partner_label_is_free": "label",
    "partner_label_once_per_patient": "label",
    "partner_result_names_the_partner": "partner",
    "patient_early_workup_has_reason": "early_workup_reason",
    "patient_mrn_has_no_edge_blanks": "mrn",
    "pregnancies_do_not_overlap": "lmp",
    "pregnancy_ends_after_lmp": "ended_on",
    "pregnancy_ends_after_transfer": "ended_on",
    "pregnancy_number_once": "number",
    "review_after_decision": "review_on",
    "semen_is_of_a_partner": "subject",
    "tissue_names_the_pregnancy": "pregnancy",
    "tissue_tests_are_of_tissue": "subject",
    "transfer_after_lmp": "transfer_date",
    "comparator_needs_number": "value",
}


def column_of(constraint: models.BaseConstraint, model: type[models.Model]) -> str:
    """The column that a constraint is about; `__all__` when it is about the row."""
    if constraint.name in CONCERNS:
        return CONCERNS[constraint.name]
    named = re.fullmatch(rf"{model._meta.model_name}_(.+?)_(?:possible|is_known|need_weeks|is_a_date)", constraint.name)
    return named[1] if named and named[1] in {field.name for field in model._meta.fields} else NON_FIELD_ERRORS


def all_checks_hold(rows: Sequence[models.Model]) -> bool:
    """Whether every check constraint holds for every row of one model: one question, whatever their number."""
    if not rows:
        return True
    checks = _checks_of(type(rows[0]))
    try:
        values = [{column.column: _stored(column, row) for column in checks.columns} for row in rows]
    except _Impossible:  # the answer is no without asking
        return False
    with connection.cursor() as cursor:
        cursor.execute(checks.sql, [json.dumps(values, default=_written), *checks.params])
        return bool(cursor.fetchone()[0] == len(rows))


def _written(value: object) -> str:
    """What JSON has no word for, as PostgreSQL reads it: a file (a letter's PDF) in its hexadecimal form."""
    content = getattr(value, "obj", None)  # the driver's wrapper of bytes
    return f"\\x{bytes(content).hex()}" if isinstance(content, bytes | memoryview) else str(value)


def broken(row: models.Model, exclude: set[str] | None = None) -> dict[str, list[ValidationError]]:
    """Every constraint that does not hold, in words, by column."""
    found: dict[str, list[ValidationError]] = {}
    for model, constraints in row.get_constraints():
        for constraint in constraints:
            try:
                constraint.validate(model, row, exclude=exclude)
            except ValidationError as error:
                found.setdefault(column_of(constraint, type(row)), []).append(error)
    return found


class _Impossible(Exception):
    """A value that its column cannot hold."""


@dataclass(frozen=True, slots=True)
class _Checks:
    """Counts the rows, told as JSON, of which all checks hold. An unknown one holds, as in a table."""

    sql: str
    params: tuple[Any, ...]
    columns: tuple[models.Field[Any, Any], ...]


@lru_cache(maxsize=64)
def _checks_of(model: type[models.Model]) -> _Checks:
    """The SQL of all checks of a model; made once, for making it takes longer than asking."""
    query: Any = Query(model, alias_cols=False)
    compiler, referred = query.get_compiler(connection=connection), cast(Any, model)._get_expr_references
    conditions = [c.condition for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    compiled = [compiler.compile(query.build_where(condition)) for condition in conditions]
    named = {reference[0] for condition in conditions for reference in referred(condition)}
    columns = tuple(column for column in model._meta.concrete_fields if column.name in named)
    holds = " AND ".join(f"COALESCE(({sql}), true)" for sql, _ in compiled) or "true"
    typed = ", ".join(f'"{column.column}" {_type(column)}' for column in columns)
    sql = f"SELECT count(*) FROM json_to_recordset(%s) AS told({typed}) WHERE {holds}"  # noqa: S608
    return _Checks(sql, tuple(value for _, values in compiled for value in values), columns)


def _type(column: models.Field[Any, Any]) -> str:
    """As in the table, but of any length: what is too long is for the form to say."""
    kind = re.sub(r"\([0-9, ]+\)", "", column.db_type(connection) or "")
    collation = getattr(column, "db_collation", None)
    return f'{kind} COLLATE "{collation}"' if collation else kind


def _stored(column: models.Field[Any, Any], row: models.Model) -> Any:
    value = column.get_db_prep_save(getattr(row, column.attname), connection)
    if isinstance(value, int) and isinstance(column, models.IntegerField):
        low, high = connection.ops.integer_field_range(column.get_internal_type())
        if not low <= value <= high:
            raise _Impossible
    return value
