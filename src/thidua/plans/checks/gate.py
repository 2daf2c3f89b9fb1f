"""The launch gate: a movement is launched only once it has an objective, targets, contents, measures, dated phases."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.plans.checks.finding import Add, Finding
from thidua.plans.checks.sources import gate_rule
from thidua.plans.choices import Section
from thidua.plans.queries.contents import Contents


def the_plan_has_an_objective(contents: Contents) -> Iterator[Finding]:
    """At least one paragraph of purposes."""
    if not contents.purposes:
        yield Finding(
            "no_objective",
            "Kế hoạch chưa có mục đích.",
            "Hãy thêm ít nhất một mục đích, yêu cầu.",
            "block",
            why=gate_rule(contents.plan),
            add=Add("block", "Thêm mục đích", "muc=purpose"),
        )


def the_plan_has_a_target(contents: Contents) -> Iterator[Finding]:
    """At least one target, by number or in words."""
    if not contents.targets:
        yield Finding(
            "no_target",
            "Kế hoạch chưa có chỉ tiêu nào.",
            "Hãy thêm ít nhất một chỉ tiêu, bằng số hoặc bằng lời.",
            "target",
            why=gate_rule(contents.plan),
            add=Add("target", "Thêm chỉ tiêu"),
        )


def the_plan_has_contents(contents: Contents) -> Iterator[Finding]:
    """At least one paragraph of contents."""
    if not contents.section(Section.CONTENT):
        yield Finding(
            "no_contents",
            "Kế hoạch chưa có nội dung thi đua.",
            "Hãy thêm nội dung thi đua.",
            "block",
            why=gate_rule(contents.plan),
            add=Add("block", "Thêm nội dung thi đua", "muc=content"),
        )


def the_plan_has_measures(contents: Contents) -> Iterator[Finding]:
    """At least one paragraph of measures."""
    if not contents.measures:
        yield Finding(
            "no_measures",
            "Kế hoạch chưa có giải pháp.",
            "Hãy thêm ít nhất một giải pháp.",
            "block",
            why=gate_rule(contents.plan),
            add=Add("block", "Thêm giải pháp", "muc=measure"),
        )
