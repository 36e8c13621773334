"""What a clinic has chosen when it has chosen nothing (domain-logic.md, 1 and 2; rulings.md, 5)."""

from workup.checklist.facts import AplMode, ClinicSettings


def test_a_clinic_that_chose_nothing():
    settings = ClinicSettings()
    assert settings.apl_mode is AplMode.SYDNEY
    assert settings.tissue_days == 14
    assert settings.stillbirth_from_days == 24 * 7
    assert settings.tsh_upper is None
    assert settings.biochemical_in_gravida is True
    assert settings.children_in_para is False
