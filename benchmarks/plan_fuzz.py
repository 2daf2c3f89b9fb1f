"""Mutated plans: letters, lines and blocks of the sample plans struck out, doubled, swapped, joined and replaced.

`python -m benchmarks.plan_fuzz [COUNT] [SEED]` reads COUNT of them (10,000) in three encodings, and
prints how many were read and how many refused, the slowest reading, and any that broke a rule: a reading never raises,
its spans lie inside its text, its answer is plain JSON. Its exit code is 1 when one did. `./thidua bench plan_fuzz`
reads 400.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.pairs import Paired
from thidua.plans.intake.answer import to_answer
from thidua.plans.intake.draft import Find, PlanDraft
from thidua.plans.intake.reading import read_plan_file

PLANS = Path(__file__).resolve().parents[1] / "src" / "thidua" / "plans" / "tests" / "plans"
SPLINTERS = [
    *"“”\"'()|-–;:.,%/\n\t\x00\ufeff\u0301\ue0f1\ue0f0Öù",
    "quý IV",
    "I.",
    "a)",
    "1.1.",
    "**",
    "#",
    "e^.",
    "| |",
]
SPLINTERS += [
    "999.999.999",
    "Nơi nhận:",
    "TM. BAN",
    "KẾ HOẠCH",
    "Số:",
    "100%",
    "ít nhất",
    "trở lên",
    "không quá",
    "|---|",
]
SPLINTERS += [
    "Đợt 1: từ 31/02/2024 đến",
    "kỷ niệm 5 năm",
    "\n| a | b | c |\n",
    "Kèm theo Quyết định số 6/QĐ-TTg ngày 2/6/22",
]
MOST_LETTERS = 40_000


def mutated(text: str, dice: random.Random) -> str:
    """A plan with one to thirty faults."""
    for _ in range(dice.randint(1, 30)):
        low = dice.randrange(max(len(text), 1))
        high = min(len(text), low + dice.choice((1, 5, 40, 400, 3000)))
        match dice.randrange(7):
            case 0:
                text = text[:low] + text[high:]
            case 1:
                text = text[:high] + text[low:high] * dice.randint(1, 3) + text[high:]
            case 2:
                text = text[:low] + dice.choice(SPLINTERS) * dice.randint(1, 5) + text[low:]
            case 3:
                text = text[:low] + text[low:high].replace("\n", " ") + text[high:]
            case 4:
                lines = text[low:high].split("\n")
                dice.shuffle(lines)
                text = text[:low] + "\n".join(lines) + text[high:]
            case 5:
                text = (
                    text[:low] + text[low:high].replace(" ", dice.choice(("", "  ", "\n", "\t", " | "))) + text[high:]
                )
            case _:
                text = text[:low] + text[low:high].swapcase() + text[high:]
        text = text[:MOST_LETTERS]
    return text


def faults(draft: PlanDraft, text: str) -> list[str]:
    """What is wrong with a reading; nothing for a sound one."""
    out = []
    for name, value in vars(draft).items():
        for find in value if isinstance(value, tuple) else (value,):
            if isinstance(find, Find) and not 0 <= find.span[0] <= find.span[1] <= len(text):
                out.append(f"{name}: {find.span} lies outside of the text")
    json.dumps(to_answer(draft))
    return out


def outcome(count: int, seed: int) -> tuple[list[str], bool]:
    """Read ``count`` mutated plans: (lines that say what came of it, whether all were sound)."""
    plans = [path.read_text(encoding="utf-8") for path in sorted(PLANS.glob("*.txt"))]
    told: Counter[str] = Counter()
    slowest, bad = (0.0, 0, 0), []
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        text = mutated(dice.choice(plans), dice)
        data = text.encode(dice.choice(("utf-8", "utf-16", "cp1258")), "replace")
        start = time.perf_counter()
        reading = read_plan_file(data, "ke-hoach.txt")
        slowest = max(slowest, (time.perf_counter() - start, number, len(text)))
        told["refused" if reading.draft is None else "read"] += 1
        found = faults(reading.draft, reading.text) if reading.draft else []
        bad += [f"seed {seed}, number {number}: {fault}" for fault in found]
    said = f"{count} mutated plans, seed {seed}: {told['read']} read, {told['refused']} refused, {len(bad)} faults"
    return [*bad, said, f"slowest: number {slowest[1]}, {slowest[2]} letters, {slowest[0] * 1000:.0f} ms"], not bad


def measure() -> Iterator[Paired | str]:
    """A short run among the other benchmarks."""
    yield from outcome(400, 1)[0]


if __name__ == "__main__":
    arguments = [int(value) for value in sys.argv[1:3]]
    lines, is_sound = outcome(arguments[0] if arguments else 10_000, arguments[1] if len(arguments) > 1 else 1)
    print("\n".join(lines))
    sys.exit(not is_sound)
