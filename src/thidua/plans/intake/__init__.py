"""Reads a union's emulation plan from a file: bytes in, a structured draft out, never an exception for odd input.

The stages, each plain and testable alone: `files` (bytes → text or a refusal) → `normalise` (one spelling, one
paragraph a line) → `outline` (headings, items) → one parser per subject → `parts` (puts the draft together). Nothing
in here imports Django. The doors are `thidua.plans.intake.reading.read_plan_file`, `read_plan_text` and
`thidua.plans.intake.answer.to_answer`.
"""
