"""A certificate design as plain data that a database keeps, and back."""

from phuong6.lib.papers.certificates.places import BY_KEY
from phuong6.lib.papers.certificates.text import Arrangement, CertificateDesign, Place
from phuong6.lib.papers.certificates.words import BY_KEY as SLOTS

PLAIN = ("page", "overlay", "name_face", "collective_face", "text_face", "signature_space")
LENGTHS = ("left", "top", "width", "height", "size")


def design_data(design: CertificateDesign) -> dict:
    """Everything that makes up the design, as JSON knows it; `qr` belongs to the campaign."""
    data = {name: getattr(design, name) for name in PLAIN}
    for kind in ("person", "collective"):
        own = getattr(design, kind)
        places = {
            key: [*(getattr(place, name) for name in LENGTHS), place.align] for key, place in own.places
        }
        data[kind] = {"places": places, "wording": dict(own.wording)}
    return data


def design_of(data: dict) -> CertificateDesign:
    """The design kept as `data`. Raises ValueError for a page or face this version does not know.

    Blocks that a later version no longer has, and sentences that no longer fit, are left aside.
    """
    values = {name: data[name] for name in PLAIN if name in data}
    for kind in ("person", "collective"):
        own = data.get(kind, {})
        places = own.get("places", {})
        values[kind] = Arrangement(
            # The order of the blocks is ours: the same places are the same design however they were written down.
            places=tuple((key, Place(*places[key])) for key in BY_KEY if key in places),
            wording=tuple(
                (key, text) for key, text in sorted(own.get("wording", {}).items()) if key in SLOTS
            ),
        )
    return CertificateDesign(**values)
