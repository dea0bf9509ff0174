"""Every rule, by its number."""

from collections.abc import Mapping
from types import MappingProxyType

from cyberflag.records.checks_across import ACROSS_RULES
from cyberflag.records.checks_codes import CODE_RULES
from cyberflag.records.checks_dates import DATE_RULES
from cyberflag.records.checks_fields import FIELD_RULES
from cyberflag.records.checks_online import ONLINE_RULES
from cyberflag.records.checks_reading import READING_RULES
from cyberflag.records.checks_support import SUPPORT_RULES
from cyberflag.records.checks_victim import VICTIM_RULES
from cyberflag.records.rules import Rule

SECTIONS: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "How the file is written": READING_RULES,
        "Single fields": FIELD_RULES,
        "The offence code": CODE_RULES,
        "Days": DATE_RULES,
        "The victim": VICTIM_RULES,
        "The flag": ONLINE_RULES,
        "Support and outcome": SUPPORT_RULES,
        "Between records": ACROSS_RULES,
    }
)
"""The rules by what they are about."""

RULES: tuple[Rule, ...] = tuple(rule for rules in SECTIONS.values() for rule in rules)
RULE: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
