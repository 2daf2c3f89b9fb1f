"""Is a nomination right: the rules kept as data, told with their source."""

from thidua.awards.checks.eligibility import Finding, batch_findings, line_findings, overall, rules_on

__all__ = ["Finding", "batch_findings", "line_findings", "overall", "rules_on"]
