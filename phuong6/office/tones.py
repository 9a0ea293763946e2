"""Which shape a state wears, the same on every page."""

# Which shape a state wears (templates/_components/badge.html). The word comes from the state's enum;
# a code keeps one meaning in every workflow of docs/workflow.md, so one table does for all.
TONES = {
    "draft": "draft",
    "planned": "draft",
    "preparing": "draft",
    "proposed": "draft",
    "queued": "waiting",
    "reported": "waiting",
    "waiting": "waiting",
    "handed": "good",
    "submitted": "waiting",
    "awaiting_signature": "waiting",
    "in_review": "progress",
    "tabled": "progress",
    "open": "progress",
    "running": "progress",
    "held": "progress",
    "concluded": "progress",
    "released": "waiting",
    "trial": "progress",
    "returned": "attention",
    "appraised": "good",
    "eligible": "good",
    "recognised": "good",
    "spread": "good",
    "recommended": "good",
    "approved": "good",
    "closed": "good",
    "done": "good",
    "verified": "good",
    "sent": "good",
    "published": "good",
    "broadcast": "good",
    "awarded": "award",
    "issued": "award",
    "ineligible": "bad",
    "not_recommended": "bad",
    "declined": "bad",
    "failed": "bad",
    "withdrawn": "off",
    "cancelled": "off",
    "dropped": "off",
    "revoked": "off",
}


def tone(status: str) -> str:
    """The tone of a state's code for badge.html; an unknown code wears the plain circle."""
    return TONES.get(str(status), "draft")
