"""What each move of a piece fills in besides the status."""

from campaigns.models import Bulletin, Exemplar
from campaigns.publicity.checks import publication_missing
from phuong6.lib.vietnamese import short_date
from phuong6.office.workflow import Refused

WRITTEN = ("kind", "title", "summary", "body", "consent")
OUTDATED = "Người khác vừa lưu bài này nên chưa lưu phần bạn gõ. Hãy chép phần vừa gõ ra ngoài, tải lại trang rồi sửa tiếp."


def published(exemplar: Exemplar, act) -> None:
    """The day of the first publication stays when a piece returns."""
    exemplar.published_at = exemplar.published_at or act.at


def rewrite(exemplar: Exemplar, values: dict, at) -> None:
    """Take over what was typed (`WRITTEN`) unless it was typed over an older text. Raises Refused."""
    if values["revision"] != exemplar.revision:
        raise Refused(OUTDATED)
    for name in WRITTEN:
        setattr(exemplar, name, values[name])
    exemplar.revision += 1
    exemplar.saved_at = at


def amended(exemplar: Exemplar, act) -> None:
    """A public piece is corrected where it stands; what it needs to be public it still needs."""
    rewrite(exemplar, act.data, act.at)
    if missing := publication_missing(exemplar, act):
        raise Refused(*missing)


def broadcast(bulletin: Bulletin, act) -> None:
    """The day of the last broadcast; each one stands in the log."""
    bulletin.broadcast_on = act.data["broadcast_on"]


def day_of_broadcast(bulletin: Bulletin, act) -> str:
    """What the log says of one broadcast."""
    return f"Phát ngày {short_date(act.data['broadcast_on'])}"


def not_broadcast(bulletin: Bulletin, act) -> None:
    """It was marked by mistake."""
    bulletin.broadcast_on = None
