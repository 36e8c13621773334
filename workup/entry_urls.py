"""Entering results, orders and decisions. No name and no MRN stands in an address."""

from django.urls import path

from workup.views import decisions, history, orders, results, uterus

urlpatterns = [
    path("patients/<int:pk>/results/", results.results, name="results"),
    path("patients/<int:pk>/results/<slug:panel>/", results.results_panel, name="results_panel"),
    path("patients/<int:pk>/results/<slug:panel>/reading/", results.results_reading, name="results_reading"),
    path("patients/<int:pk>/investigations/<int:row>/", results.investigation_edit, name="investigation_edit"),
    path("patients/<int:pk>/investigations/<int:row>/uterus/", uterus.uterine_findings, name="uterine_findings"),
    path("patients/<int:pk>/investigations/<int:row>/uterus/reading/", uterus.uterine_reading, name="uterine_reading"),
    path("patients/<int:pk>/orders/new/", orders.order, name="order"),
    path("patients/<int:pk>/decisions/new/", decisions.decision_new, name="decision_new"),
    path("patients/<int:pk>/decisions/<int:row>/", decisions.decision_edit, name="decision_edit"),
    path(
        "patients/<int:pk>/entered-in-error/<slug:kind>/<int:row>/", decisions.entered_in_error, name="entered_in_error"
    ),
    path("patients/<int:pk>/history/", history.record_history, name="record_history"),
    path("patients/<int:pk>/history/<slug:kind>/<int:row>/", history.history, name="history"),
]
