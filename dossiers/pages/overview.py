"""The page of a whole dossier put together, after a refusal too."""

from django.shortcuts import render

from dossiers.checks import Gap, deadline_for
from dossiers.enums import NomineeStatus
from dossiers.models import Dossier
from dossiers.outcome import all_told, sees_office_face, state_for_unit, told_to_unit
from dossiers.pages.papers import paper_rows
from dossiers.pages.path import STEPS, evidence_url, gap_url, missing, paper_url, step_url
from dossiers.papers.receipt import void_sentences
from dossiers.rules import Openness, open_request
from dossiers.timeline import timeline
from dossiers.workflow import DOSSIER
from phuong6.office.tones import tone


def show_dossier(request, dossier: Dossier, *, refused: list[str] = ()):
    """The page of one dossier; `refused` are the sentences of a move that was not made."""
    openness = Openness(request.user, dossier)
    office = sees_office_face(request.user)
    asked = open_request(dossier)
    receipts = list(dossier.receipts.select_related("paper__series"))
    found = missing(dossier) if openness.draft else []
    nominees = _nominees(dossier, office=office)
    context = {
        "dossier": dossier,
        "openness": openness,
        "office": office,
        "refused": refused,
        "state": dossier.get_status_display() if office else state_for_unit(dossier, nominees),
        "state_tone": tone(dossier.status),
        "tasks": _tasks(dossier, found) if openness.draft else [],
        "request_for_more": asked,
        "asked": [_asked(dossier, item) for item in openness.items],
        "too_late": deadline_for(dossier.campaign, dossier.unit),
        "nominees": nominees,
        "all_told": all_told(dossier, nominees),
        "papers": paper_rows(dossier, openness),
        "receipts": receipts,
        "void_receipts": void_sentences(dossier, receipts),
        "moves": timeline(dossier, office=office),
        "allows": {move: DOSSIER.allows(move, request.user, dossier) for move in DOSSIER.steps},
        "go_on_url": gap_url(dossier, found[0]) if found else "",
        "check_url": step_url(dossier, "check"),
    }
    return render(request, "dossiers/dossier.html", context, status=422 if refused else 200)


def _tasks(dossier: Dossier, found: list[Gap]) -> list[dict]:
    """The five steps of a draft with what each still lacks."""
    tasks = []
    for step in STEPS[:-1]:
        count = sum(gap.step == step.key for gap in found)
        done = not count and not any(gap.step == "nominees" for gap in found)
        state = "Đã xong" if done else f"Còn thiếu {count} mục" if count else "Chưa làm"
        tasks.append(
            {
                "label": step.label,
                "url": step_url(dossier, step.key),
                "state": state,
                "tone": "good" if done else "attention" if count else "draft",
            }
        )
    ready = not found
    return [
        *tasks,
        {
            "label": STEPS[-1].label,
            "url": step_url(dossier, "check"),
            "state": "Sẵn sàng nộp" if ready else f"Còn thiếu {len(found)} mục",
            "tone": "good" if ready else "draft",
        },
    ]


def _nominees(dossier: Dossier, *, office: bool) -> list:
    """Every nominee with the words this reader may know."""
    rows = list(dossier.nominees.in_order())
    for each in rows:
        each.dossier = dossier
        known = told_to_unit(each)
        each.label = each.get_status_display() if office else known.label
        each.tone = tone(each.status) if office else known.tone
        each.detail = known.detail
    return rows


def _asked(dossier: Dossier, item) -> dict:
    """One thing to put right: what, why, and the page where it is done."""
    if item.paper_kind:
        url = paper_url(dossier, item.paper_kind, item.nominee_id)
    else:
        url = evidence_url(dossier, item.nominee_id)
    gone = item.nominee_id and item.nominee.status == NomineeStatus.WITHDRAWN
    return {"what": str(item), "reason": item.reason, "url": "" if gone else url}
