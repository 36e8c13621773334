"""People, clinics and memberships in the Django admin, behind the same door as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import allauth.account.admin
import allauth.mfa.admin
from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from rpl_tracker.accounts.actions import reset_second_factor
from rpl_tracker.accounts.editions import editions, refusal_of_default
from rpl_tracker.accounts.models import Clinic, Membership, User
from rpl_tracker.audit.admin_base import ReadMostlyAdmin

if TYPE_CHECKING:
    MembershipInline = admin.StackedInline[Membership, Any]
else:
    MembershipInline = admin.StackedInline  # the tabular one has fields without labels

admin.site.site_header = admin.site.site_title = "RPL Tracker administration"
admin.site.index_title = "People, clinics, settings and audit"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Rights come from roles and from "administrator", and every change of these has a history; groups would have none.
# Addresses and second factors belong to their owner: see "Reset the second factor" on the user's page.
# (allauth's own admin is imported first, so that it does not register them again afterwards.)
admin.site.unregister([Group, allauth.account.admin.EmailAddress, allauth.mfa.admin.Authenticator])


class Memberships(MembershipInline):
    """Who is what where; someone who leaves is made inactive."""

    model = Membership
    extra = 0
    fields = ("user", "clinic", "role", "active")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadMostlyAdmin, DjangoUserAdmin):  # type: ignore[type-arg]
    """People who sign in."""

    list_display = ("username", "last_name", "first_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "memberships__clinic", "memberships__role")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    inlines = (Memberships,)
    change_form_template = "admin/user_form.html"
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        (
            "Access",
            {
                "fields": ("is_active", "is_staff"),
                "description": "Take the tick from “active” when someone leaves; nobody is deleted. "
                "“Staff” opens this administration and nothing clinical: that takes a role in a clinic, below.",
            },
        ),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.second_factor_view)
        return [path("<int:user_id>/second-factor/", view, name="reset_second_factor"), *super().get_urls()]

    def second_factor_view(self, request: HttpRequest, user_id: int) -> HttpResponse:
        """Ask, then take the factors of someone who lost theirs away; at the next sign-in they set up new ones."""
        person = User.objects.filter(pk=user_id).first()
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if person is None:
            raise Http404("no such user")
        if request.method == "POST":
            reset_second_factor(person)
            self.log_change(request, person, "Reset the second factor.")
            messages.success(request, f"The second factor of {person} is reset and all sessions have ended.")
            return redirect("admin:accounts_user_change", person.pk)
        context = {**self.admin_site.each_context(request), "title": "Reset the second factor", "opts": self.opts}
        return TemplateResponse(request, "admin/reset_second_factor.html", {**context, "person": person})


class ClinicForm(forms.ModelForm):  # type: ignore[type-arg]
    """A clinic; another default edition only where its clinicians have seen what is missing in it."""

    def clean_default_guideline(self) -> str:
        chosen: str = self.cleaned_data["default_guideline"]
        if chosen != self.instance.default_guideline and (words := refusal_of_default(self.instance, chosen)):
            raise ValidationError(words, code="gaps")
        return chosen


@admin.register(Clinic)
class ClinicAdmin(ReadMostlyAdmin):
    """Clinics and their settings."""

    list_display = ("name", "code", "time_zone", "default_guideline", "idle_minutes", "apl_mode")
    list_filter = ("default_guideline", "apl_mode")
    search_fields = ("name", "code")
    inlines = (Memberships,)
    form = ClinicForm
    fieldsets = (
        (None, {"fields": ("name", "code", "time_zone", "idle_minutes")}),
        (
            "Clinical settings",
            {
                "fields": (
                    "default_guideline",
                    "apl_mode",
                    "tissue_days",
                    "stillbirth_from_days",
                    "tsh_upper",
                    "biochemical_in_gravida",
                    "children_in_para",
                ),
                "description": "What the clinic does differently from an edition, item by item, and what it adds, "
                "stands under Local changes and Local items. A clinician signs an edition off in the application.",
            },
        ),
    )

    def formfield_for_dbfield(self, db_field: models.Field[Any, Any], request: Any, **kwargs: Any) -> Any:
        if db_field.name == "default_guideline":
            kwargs["widget"] = forms.Select(choices=[("", "choose"), *editions()])
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Membership)
class MembershipAdmin(ReadMostlyAdmin):
    """Who is what in which clinic."""

    list_display = ("user", "clinic", "role", "active")
    list_filter = ("clinic", "role", "active")
    list_select_related = ("user", "clinic")
    search_fields = ("user__username", "user__last_name", "clinic__name")
