"""1,000 certificates as one PDF, against 1,000 pages that hold one word each, made by the same typesetter."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import typst

from benchmarks.pairs import Paired, paired
from thidua.documents.papers.pdf import render_certificates
from thidua.documents.tests.samples import certificate_paper

MANY = 1000
WORDS = '#set page("a4", flipped: true)\n#for i in range({many}) [Giấy khen #sys.inputs.run #i #pagebreak(weak: true)]'
RUNS = itertools.count(1)
"""A number that is new in every call: the typesetter remembers what it has set before, and should not."""


def measure() -> Iterator[Paired | str]:
    """One certificate, then a thousand; pages a second, size of the file."""
    yield paired("one certificate / one page with a word", fresh(1), plain_pages(1), rounds=6, pairs=3)
    found = paired(f"{MANY} certificates / {MANY} pages with a word", fresh(MANY), plain_pages(MANY), rounds=3, pairs=1)
    yield found
    size = len(fresh(MANY)())
    yield f"{MANY / found.operation:.0f} certificates a second, {size / MANY / 1000:.1f} KB each in one file"


def fresh(many: int) -> Callable[[], bytes]:
    """A call that makes that many certificates nobody has had before."""

    def make() -> bytes:
        run = next(RUNS)
        return render_certificates(
            [
                certificate_paper(number + 1, verification_url=f"https://thidua.example.vn/{run}/{number}")
                for number in range(many)
            ]
        )

    return make


def plain_pages(many: int) -> Callable[[], object]:
    """A call that makes that many pages with a few words on each."""
    path = Path(tempfile.mkdtemp(prefix="thidua-bench-")) / "words.typ"
    path.write_text(WORDS.format(many=many), encoding="utf-8")
    compiler = typst.Compiler(str(path))
    return lambda: compiler.compile(format="pdf", sys_inputs={"run": str(next(RUNS))})
