"""Ask the database once whether a row can be stored as it is, and say which column each broken constraint is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models
from django.db.models.sql import Query

from patients.models.told import Impossible, table_of, told

Sql = tuple[str, tuple[Any, ...]]  # a condition and its values

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


_found: ContextVar[set[tuple[type[models.Model], str]] | None] = ContextVar("found", default=None)


def all_hold(rows: Sequence[models.Model]) -> bool:
    """Whether rows of one model can be stored as they are: one question, whatever their number.

    Every constraint of each row holds, what it names is on record and was not entered in error, and a new row is not
    on record already. Between the rows themselves nothing is compared. No: `broken` and the actions say what it is.
    """
    if not rows:
        return True
    model, found = type(rows[0]), _found.get()
    try:
        text = told(rows)
    except Impossible:  # the answer is no without asking
        return False
    if found is not None and (model, text) in found:
        return True
    holds = _ask(model, text) == len(rows)
    if holds and found is not None:
        found.add((model, text))
    return holds


@contextmanager
def asked_once() -> Iterator[None]:
    """While nobody else changes the record: what was found to hold (by a form) is not asked again (by its action)."""
    token = _found.set(set() if (found := _found.get()) is None else found)
    try:
        yield
    finally:
        _found.reset(token)


def changed() -> None:
    """Something was stored: all is asked anew."""
    if (found := _found.get()) is not None:
        found.clear()


def broken(row: models.Model, exclude: Collection[str] = ()) -> dict[str, list[ValidationError]]:
    """Every constraint that does not hold, and every named row that is not on record, in words, by column."""
    found: dict[str, list[ValidationError]] = {}
    asked = row.get_constraints()
    for model, constraints in asked:
        for constraint in constraints:
            try:
                constraint.validate(model, row, exclude=set(exclude))
            except ValidationError as error:
                found.setdefault(column_of(constraint, type(row)), []).append(error)
    for column in named_by(row) if asked else ():
        try:
            if column.name not in exclude:
                column.clean(getattr(row, column.attname), row)
        except ValidationError as error:
            found.setdefault(column.name, []).append(error)
    return found


def named_by(row: models.Model) -> list[models.ForeignKey[Any, Any]]:
    """The columns in which the row names another one."""
    keys = [column for column in row._meta.concrete_fields if isinstance(column, models.ForeignKey)]
    return [column for column in keys if getattr(row, column.attname) is not None]


def _ask(model: type[models.Model], text: str) -> int:
    """How many of the rows can be stored."""
    sql, values = _question(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, [text, *values])
        return int(cursor.fetchone()[0])


@lru_cache(maxsize=64)
def _question(model: type[models.Model]) -> Sql:
    """Made once, for making it takes longer than asking it. What is not known breaks nothing, as in a table."""
    rules = [_rule(constraint, model) for constraint in model._meta.constraints]
    rules += [*_above(model), _no_twin(model)]
    holds = " AND ".join(f"COALESCE(({sql}), true)" for sql, _ in rules)
    return f"SELECT count(*) FROM {table_of(model)} WHERE {holds}", tuple(v for _, values in rules for v in values)  # noqa: S608


def _rule(constraint: models.BaseConstraint, model: type[models.Model]) -> Sql:
    if isinstance(constraint, models.CheckConstraint):
        return _compiled(constraint.condition, model)
    if isinstance(constraint, models.UniqueConstraint):
        same = "=" if constraint.nulls_distinct is not False else "IS NOT DISTINCT FROM"
        return _no_other([_pair(name, same, model) for name in constraint.fields], constraint.condition, model)
    if isinstance(constraint, ExclusionConstraint):
        pairs = [_pair(*pair, model) for pair in constraint.expressions]
        return _no_other(pairs, constraint.condition, model)
    raise TypeError(f"nobody knows how to ask for {constraint.name}")


def _no_other(pairs: Sequence[Sql], condition: models.Q | None, model: type[models.Model]) -> Sql:
    """No other row of those that the condition is about is alike; nor is anything asked of one that it is not about."""
    about, values = ("true", ()) if condition is None else _compiled(condition, model)
    alike = " AND ".join(sql for sql, _ in pairs)
    sql = (
        f'NOT ({about} AND EXISTS (SELECT 1 FROM "{model._meta.db_table}" AS other '  # noqa: S608
        f"WHERE other.id IS DISTINCT FROM told.id AND {alike} AND {about}))"
    )
    return sql, (*values, *(value for _, mine in pairs for value in mine), *values)


def _pair(what: Any, operator: str, model: type[models.Model]) -> Sql:
    """A column, or what is computed from columns, of the other row and of the one that is told."""
    if isinstance(what, str):
        column = model._meta.get_field(what).column  # type: ignore[union-attr]
        return f'other."{column}" {operator} told."{column}"', ()
    sql, values = _compiled(what, model)
    return f"{sql} {operator} (SELECT {sql} FROM (SELECT told.*) AS mine)", (*values, *values)  # noqa: S608


def _above(model: type[models.Model]) -> Iterator[Sql]:
    """What the row names is on record, and was not entered in error."""
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):
            above: Any = column.related_model
            clinical = "entered_in_error" in {field.name for field in above._meta.concrete_fields}
            valid = "NOT above.entered_in_error" if clinical else "true"
            one = f'FROM "{above._meta.db_table}" AS above WHERE above.id = told."{column.column}"'
            # Not EXISTS, for which PostgreSQL would rather read a whole small table than look up one row.
            yield f'COALESCE((SELECT {valid} {one}), told."{column.column}" IS NULL)', ()


def _no_twin(model: type[models.Model]) -> Sql:
    """A new row is not on record already, the same in every column."""
    columns = [column for column in model._meta.concrete_fields if not column.primary_key]
    pairs = ((c.column, "IS NOT DISTINCT FROM" if c.null else "=") for c in columns)
    alike = " AND ".join(f'other."{name}" {same} told."{name}"' for name, same in pairs)
    one = f'FROM "{model._meta.db_table}" AS other WHERE {alike}'
    return f"NOT (told.id IS NULL AND EXISTS (SELECT 1 {one}))", ()


def _compiled(what: Any, model: type[models.Model]) -> Sql:
    """The SQL of a condition or an expression, with its columns' bare names: they are the innermost table's."""
    query: Any = Query(model, alias_cols=False)
    resolved = query.build_where(what) if isinstance(what, models.Q) else what.resolve_expression(query)
    sql, values = query.get_compiler(connection=connection).compile(resolved)
    return sql, tuple(values)
