"""Forms that share their fields. Django copies every field for every form; these copy only what they change themselves.

What stays shared is the same for everybody, so that `markup.moulds` writes it once as well.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import deepcopy
from typing import Any, Self

from django.forms import BoundField, Field


class Shared(dict[str, Field]):
    """The fields of one kind of form, as nobody changes them.

    `moulds`: how they are written, by what it hangs on. `offered`: the values of the fields with choices.
    """

    def __init__(self, fields: dict[str, Field]) -> None:
        super().__init__(fields)
        self.moulds: dict[Hashable, str] = {}
        self.offered: dict[str, frozenset[str]] = {}

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Field]:
        """The way in which Django gives a form its fields."""
        return dict(self)


class SharedFields:
    """Before `forms.Form` or `forms.ModelForm` among the bases. Change a field only after `own`."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        cls.shared()
        return super().__new__(cls)

    @classmethod
    def shared(cls) -> Shared:
        """The fields of this kind of form, prepared."""
        kind: Any = cls
        fields = kind.base_fields  # looked at once: a moment later they may be another thread's, prepared already
        if not isinstance(fields, Shared):
            copied = deepcopy(fields)
            cls.prepare(copied)
            kind.base_fields = fields = Shared(copied)
        return fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")  # Django would look up its translation for every form; no label has one
        super().__init__(*args, **kwargs)

    @classmethod
    def prepare(cls, fields: dict[str, Field]) -> None:
        """What all forms of this kind change in their fields: done once."""

    def own(self, name: str) -> Any:
        """A copy of the field, in place of the shared one, for this form to change."""
        form: Any = self
        form.fields[name] = copied = deepcopy(form.fields[name])
        return copied


def shared_by(field: BoundField) -> Shared | None:
    """The fields among which this one is shared and unchanged; None for a field of its own."""
    fields = getattr(type(field.form), "base_fields", None)
    return fields if isinstance(fields, Shared) and fields.get(field.name) is field.field else None
