"""Ask the database once whether all check constraints hold, and say which column each broken one is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, EmptyResultSet, ValidationError
from django.db import connection, models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
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


def all_checks_hold(rows: Iterable[models.Model]) -> bool:
    """Whether every check constraint holds for every row: one question to the database, whatever their number."""
    try:
        questions = [_question(row) for row in rows]
    except EmptyResultSet:  # the answer is no without asking
        return False
    if not questions:
        return True
    text = " UNION ALL ".join(f"({sql})" for sql, _ in questions)
    with connection.cursor() as cursor:
        cursor.execute(text, [value for _, values in questions for value in values])
        return len(cursor.fetchall()) == len(questions)


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


def _question(row: models.Model) -> Any:
    """SQL and its values: one line comes back when all checks of the row hold. An unknown one holds, as in a table."""
    checks = Q()
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            checks &= Q(Coalesce(constraint.condition, True, output_field=models.BooleanField()))
    query = Query(None)
    for name, value in row._get_field_expression_map(meta=row._meta).items():  # type: ignore[attr-defined]
        query.add_annotation(value if hasattr(value, "resolve_expression") else Value(value), name, select=False)
    query.add_annotation(Value(1), "_check")
    query.add_q(checks)
    return query.get_compiler(connection=connection).as_sql()
