"""The words a record may use: value sets of `interfaces.md`, section 1.

Plain enumerations, shared by models, import and rules.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a pregnancy ended, or that it has not."""

    LIVE_BIRTH = "live_birth"
    STILLBIRTH = "stillbirth"
    MISCARRIAGE = "miscarriage"
    BIOCHEMICAL = "biochemical"
    PUL_RESOLVED = "pul_resolved"
    PUL_TREATED = "pul_treated"
    ECTOPIC = "ectopic"
    MOLAR = "molar"
    TERMINATION = "termination"
    TERMINATION_ANOMALY = "termination_anomaly"
    TERMINATION_MEDICAL = "termination_medical"
    ONGOING = "ongoing"
    UNKNOWN = "unknown"


TERMINATIONS = frozenset({Outcome.TERMINATION, Outcome.TERMINATION_ANOMALY, Outcome.TERMINATION_MEDICAL})
NON_VISUALISED = frozenset({Outcome.BIOCHEMICAL, Outcome.PUL_RESOLVED, Outcome.PUL_TREATED})


class LossType(StrEnum):
    ANEMBRYONIC = "anembryonic"
    YOLK_SAC = "yolk_sac"
    EMBRYONIC = "embryonic"
    FETAL = "fetal"


class Confirmation(StrEnum):
    """The strongest proof that there was a pregnancy."""

    URINE_HCG = "urine_hcg"
    SERUM_HCG = "serum_hcg"
    ULTRASOUND = "ultrasound"
    HISTOLOGY = "histology"


class Conception(StrEnum):
    SPONTANEOUS = "spontaneous"
    OVULATION_INDUCTION = "ovulation_induction"
    IUI = "iui"
    IVF = "ivf"
    ICSI = "icsi"
    FET = "fet"


class Gametes(StrEnum):
    OWN = "own"
    DONOR_EGG = "donor_egg"
    DONOR_SPERM = "donor_sperm"
    DONOR_EMBRYO = "donor_embryo"


class EddBasis(StrEnum):
    LMP = "lmp"
    ULTRASOUND = "ultrasound"
    TRANSFER = "transfer"


class Management(StrEnum):
    EXPECTANT = "expectant"
    MEDICAL = "medical"
    SURGICAL = "surgical"
    METHOTREXATE = "methotrexate"
    INDUCTION = "induction"
    VAGINAL_BIRTH = "vaginal_birth"
    CAESAREAN = "caesarean"


class FetalMorphology(StrEnum):
    NORMAL = "normal"
    ABNORMAL = "abnormal"


class AntiD(StrEnum):
    GIVEN = "given"
    NOT_GIVEN = "not_given"
    NOT_NEEDED = "not_needed"


class CountOverride(StrEnum):
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"


class BirthOutcome(StrEnum):
    LIVE_BIRTH = "live_birth"
    STILLBIRTH = "stillbirth"
    MISCARRIED = "miscarried"
    VANISHED = "vanished"
    REDUCED = "reduced"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    INDETERMINATE = "indeterminate"


class EventKind(StrEnum):
    SCAN = "scan"
    BLEED = "bleed"
    ADMISSION = "admission"
    HCG = "hcg"
    PROCEDURE = "procedure"
    NOTE = "note"


class CardiacActivity(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    NOT_SEEN = "not_seen"


class Route(StrEnum):
    """How an ultrasound was done: published measurements of early pregnancy are for the one or the other."""

    TRANSVAGINAL = "transvaginal"
    TRANSABDOMINAL = "transabdominal"


class Fluid(StrEnum):
    NORMAL = "normal"
    LOW = "low"
    ABSENT = "absent"
    HIGH = "high"


class Complication(StrEnum):
    BLEEDING = "bleeding"
    SUBCHORIONIC_HAEMATOMA = "subchorionic_haematoma"
    PPROM = "pprom"
    CERVICAL_INSUFFICIENCY = "cervical_insufficiency"
    ABRUPTION = "abruption"
    SEVERE_PREECLAMPSIA = "severe_preeclampsia"
    PLACENTAL_INSUFFICIENCY = "placental_insufficiency"
    PLACENTAL_INSUFFICIENCY_SEVERE = "placental_insufficiency_severe"
    GROWTH_RESTRICTION = "growth_restriction"
    INFECTION = "infection"
    RETAINED_TISSUE = "retained_tissue"
    PRETERM_LABOUR = "preterm_labour"


class ConditionCode(StrEnum):
    PERSONAL_VTE = "personal_vte"
    ARTERIAL_THROMBOSIS = "arterial_thrombosis"
    FIRST_DEGREE_VTE_OR_THROMBOPHILIA = "first_degree_vte_or_thrombophilia"
    INHERITED_THROMBOPHILIA_KNOWN = "inherited_thrombophilia_known"
    APS_KNOWN = "aps_known"
    VTE_HIGH_RISK_PROFILE = "vte_high_risk_profile"
    CVD_HIGH_RISK_PROFILE = "cvd_high_risk_profile"
    APS_MICROVASCULAR_SUSPECTED = "aps_microvascular_suspected"
    APS_MICROVASCULAR_ESTABLISHED = "aps_microvascular_established"
    HEART_VALVE_THICKENING = "heart_valve_thickening"
    HEART_VALVE_VEGETATION = "heart_valve_vegetation"
    SLE_OR_AUTOIMMUNE = "sle_or_autoimmune"
    OLIGO_AMENORRHOEA = "oligo_amenorrhoea"
    GALACTORRHOEA = "galactorrhoea"
    PCOS = "pcos"
    DIABETES = "diabetes"
    THYROID_DISEASE = "thyroid_disease"
    HYPERTENSION = "hypertension"
    RENAL_DISEASE = "renal_disease"
    FOOD_INTOLERANCE = "food_intolerance"
    CHILD_WITH_CONGENITAL_ANOMALY = "child_with_congenital_anomaly"
    FAMILY_CHROMOSOME_REARRANGEMENT = "family_chromosome_rearrangement"
    CONSANGUINITY = "consanguinity"
    UTERINE_ANOMALY = "uterine_anomaly"
    FIBROIDS = "fibroids"
    ADENOMYOSIS_KNOWN = "adenomyosis_known"
    INTRAUTERINE_ADHESIONS = "intrauterine_adhesions"
    CERVICAL_SURGERY = "cervical_surgery"
    SUPPORT_OFFERED = "support_offered"


class MedicationClass(StrEnum):
    HEPARIN = "heparin"
    LMWH = "lmwh"
    VKA = "vka"
    DOAC = "doac"
    OESTROGEN = "oestrogen"
    PROGESTOGEN = "progestogen"
    ASPIRIN = "aspirin"
    LEVOTHYROXINE = "levothyroxine"
    ANTITHYROID = "antithyroid"
    STEROID = "steroid"
    FOLIC_ACID = "folic_acid"
    OTHER = "other"


class Smoking(StrEnum):
    NEVER = "never"
    FORMER = "former"
    CURRENT = "current"


class Abo(StrEnum):
    A = "A"
    B = "B"
    AB = "AB"
    O = "O"  # noqa: E741


class RhD(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Subject(StrEnum):
    """Whose sample or image it is."""

    PATIENT = "patient"
    PARTNER = "partner"
    TISSUE = "tissue"


class InvestigationStatus(StrEnum):
    ORDERED = "ordered"
    COLLECTED = "collected"
    FINAL = "final"
    CANCELLED = "cancelled"


class Comparator(StrEnum):
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


class ResultWord(StrEnum):
    """The laboratory's word, where a result is a word."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INDETERMINATE = "indeterminate"
    NOT_DETECTED = "not_detected"
    HETEROZYGOUS = "heterozygous"
    HOMOZYGOUS = "homozygous"
    NORMAL = "normal"
    ABNORMAL = "abnormal"
    FAILED = "failed"
    MATERNAL_CELLS = "maternal_cells"
    NOT_REPORTED = "not_reported"


class DecisionKind(StrEnum):
    DECLINED = "declined"
    ELSEWHERE = "elsewhere"
    NOT_APPLICABLE = "not_applicable"
    DEFERRED = "deferred"
