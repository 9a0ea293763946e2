"""Whatever the facts: papers made from the same answers never differ."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.enums import NomineeKind
from dossiers.comparing import agreement
from dossiers.comparing.paper_words import key_of, people_in, said_by_words
from dossiers.comparing.told import Source, source_of, told_by_minutes, told_by_report, told_by_submission
from dossiers.enums import PaperKind as Part
from dossiers.models import PaperReading
from dossiers.papers.unit import minutes as unit_minutes
from dossiers.papers.unit import report as unit_report
from dossiers.papers.unit import sample as unit_sample
from dossiers.papers.unit import submission as unit_submission
from dossiers.papers.unit.facts import NomineeLine
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.wording import Words
from phuong6.office.papers.kinds import DRAFT
from tests.lib.papers.faces import docx_words

MODULES = {Part.SUBMISSION: unit_submission, Part.MINUTES: unit_minutes, Part.REPORT: unit_report}


NAMES = st.sampled_from(
    [
        "Nguyễn Văn Ân",
        "Nguyễn Văn An",
        "Nguyễn Văn Ân Em",
        "Trần Thị Ý",
        "Lê Hữu Đức",
        "Thạch Thị Sa Rươl",
        "H'Hen Niê",
    ]
)
PEOPLE = st.lists(
    st.tuples(
        NAMES, st.integers(0, 9), st.sampled_from(["", "Phó khóm", "Trưởng khóm, Ban nhân dân Khóm 1"])
    ),
    min_size=1,
    max_size=6,
)


def by_words(part, facts, about, now):
    """The paper of these facts as somebody would read it from a file without a code."""
    module = MODULES[part]
    text = " ".join(docx_words(render_docx(module.compose(facts, Words(module.KIND.words), DRAFT))))
    reading = PaperReading(key=key_of(text), people=people_in(text))
    return Source(f"{part} {about}", *said_by_words(reading, part, about, now))


@settings(max_examples=40)
@given(people=PEOPLE, present=st.integers(9, 40))
def test_papers_of_the_same_answers_never_differ(people, present):
    """Printed, or read by their words alone."""
    lines = [replace(unit_sample.NOMINEES[0], votes_for=present)] + [
        NomineeLine(pk, NomineeKind.INDIVIDUAL, name, "Ông", position, "Làm tốt.", votes, 9 - votes, 0)
        for pk, (name, votes, position) in enumerate(people, 2)
    ]
    submission = replace(unit_submission.sample(), nominees=tuple(lines), present=present)
    minutes = replace(unit_minutes.sample(), nominees=tuple(lines), present=present)
    reports = {each.id: replace(unit_report.sample(), nominee=each) for each in lines[1:]}
    now = told_by_minutes(minutes)
    now["nominees"] = [told_by_report(replace(unit_report.sample(), nominee=each))["about"] | entry
                       for each, entry in zip(lines, now["nominees"], strict=True)]  # fmt: skip
    printed_ = [
        told_by_submission(submission),
        told_by_minutes(minutes),
        *map(told_by_report, reports.values()),
    ]
    sources = [source_of(str(n), told, now["nominees"]) for n, told in enumerate([now, *printed_])]
    sources += [by_words(Part.SUBMISSION, submission, None, now), by_words(Part.MINUTES, minutes, None, now)]
    sources += [by_words(Part.REPORT, facts, pk, now) for pk, facts in reports.items()]
    assert agreement.compare(sources, {each.id: each.name for each in lines}) == []
