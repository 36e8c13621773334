"""Complications of a pregnancy: one tick each, with the gestations at which they were seen when these are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients.forms.gestation import Gestation, gestation_words, read_gestation
from patients.obstetrics.values import Complication

PREFIX = "complication_"
AT = "_at"


class GestationsField(forms.CharField):
    """`9+5` or `9+5, 16`; an empty list when nothing is typed."""

    def to_python(self, value: Any) -> list[Gestation]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        try:
            return [read_gestation(part) for part in str(value or "").replace(";", ",").split(",") if part.strip()]
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value: Any) -> None:
        """Blank is allowed: the gestation is not known."""

    def run_validators(self, value: Any) -> None:
        """Whatever could be read is possible."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(gestation_words(one) for one in value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial or "") != self.to_python(data)
        except ValidationError:
            return True


def names() -> list[str]:
    """The form's fields, a tick and its gestations by turns."""
    return [f"{PREFIX}{kind.value}{end}" for kind in Complication for end in ("", AT)]


def complication_fields() -> dict[str, forms.Field]:
    """A tick and a text field for each complication."""
    fields: dict[str, forms.Field] = {}
    for kind in Complication:
        label = _LABELS.get(kind, kind.value.replace("_", " ").capitalize())
        fields[f"{PREFIX}{kind.value}"] = forms.BooleanField(label=label, required=False)
        fields[f"{PREFIX}{kind.value}{AT}"] = at = GestationsField(label=f"{label}: at (weeks+days)", required=False)
        at.widget.attrs.update(autocomplete="off")
    return fields


def split(stored: Iterable[str]) -> dict[str, Any]:
    """The column's texts (`pprom@19+2`) as values of the form's fields."""
    values: dict[str, Any] = {name: [] if name.endswith(AT) else False for name in names()}
    for text in stored:
        kind, _, gestation = text.partition("@")
        values[f"{PREFIX}{kind}"] = True
        if gestation:
            values[f"{PREFIX}{kind}{AT}"].append(read_gestation(gestation))
    return values


def joined(values: Mapping[str, Any]) -> list[str]:
    """The inverse of `split`; a gestation without its tick ticks it."""
    texts: list[str] = []
    for kind in Complication:
        at = values.get(f"{PREFIX}{kind.value}{AT}") or []
        if not at and values.get(f"{PREFIX}{kind.value}"):
            texts.append(kind.value)
        texts += [f"{kind.value}@{gestation_words(one)}" for one in at]
    return texts


_LABELS = {
    Complication.PPROM: "Waters broke early (PPROM)",
    Complication.SEVERE_PREECLAMPSIA: "Severe pre-eclampsia",
    Complication.PLACENTAL_INSUFFICIENCY_SEVERE: "Placental insufficiency, severe",
}
