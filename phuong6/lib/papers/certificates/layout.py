"""Where everything stands on a certificate.

The page is laid out on a canvas of A4's size (297 × 210 mm); other sizes are scaled to the same canvas and get what
is left over as white space. Lengths are canvas millimetres, type sizes points. Sizes follow the order of weight
in Nghị định 98/2023/NĐ-CP Điều 104; the decree leaves typeface and size to the body that awards.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from phuong6.lib.papers.certificates.boxes import in_box
from phuong6.lib.papers.certificates.places import CANVAS_HEIGHT, CANVAS_WIDTH, NAME_LEADING
from phuong6.lib.papers.certificates.setting import (
    BESTOWS,
    COUNTRY,
    FACE_OF_NAME,
    FIXED_BLOCKS,
    FOOT_BLOCKS,
    MOTTO,
    NAME_LINES_LEADING,
    OWN_BLOCKS,
    RED,
    SIDE,
    TITLE,
    WITHOUT_SERIFS,
    Setting,
)
from phuong6.lib.papers.certificates.text import (
    PERSON,
    CertificateDesign,
    CertificateText,
    Place,
    recipient_of,
)
from phuong6.lib.papers.certificates.words import sentence
from phuong6.lib.papers.lettering.fitting import Step, fit, glue_name, glue_phrases
from phuong6.lib.papers.lettering.fonts import CEREMONIAL, SERIF, SERIF_BOLD, SERIF_BOLD_ITALIC, SOBER, Face

EMBLEM_TOP, EMBLEM_SIZE = 20.4, 18.0
# Over and under TẶNG stand marks (Ị, Ặ, Ấ) that reach out of their lines: the places keep 3 mm between the inks.
COUNTRY_TOP, MOTTO_TOP, AUTHORITY_TOP, BESTOWS_TOP, TITLE_TOP = 38.9, 44.6, 52.7, 63.7, 75.8
CENTRE_TOP = 90.1
MEASURE = 205.0  # role and achievement are broken rather than set wider than this, when there is room
FOOT = 188.8  # the lower edge of the signer's name
LEFT_COLUMN, RIGHT_COLUMN = 124.0, 104.0  # widths at the foot
QR_SIZE, QR_FOOT = 17.0, 182.5
MARK_SIZE = 96.0
LEAST_GAP = 1.2  # between name, role and achievement
NAME_GIVES = 0.7  # the smallest part of its size that a name is brought down to before all else shrinks

PERSON_STEPS = (Step(1, 38, 30), Step(2, 34, 24), Step(2, 23, 16))
SOBER_PERSON_STEPS = (Step(1, 30, 21), Step(2, 24, 17), Step(2, 16, 12))
COLLECTIVE_STEPS = (Step(1, 27, 21), Step(2, 22, 17), Step(3, 18, 13))
AUTHORITY_STEPS = (Step(1, 20.5, 16), Step(2, 16, 11))
ROLE_STEPS = (Step(1, 16, 15), Step(2, 16, 13), Step(3, 13, 10))
ACHIEVEMENT_STEPS = (Step(1, 17, 16), Step(2, 17, 14), Step(3, 15, 11))
COMPACT_STEPS = (Step(1, 16, 13.5), Step(2, 15, 12), Step(3, 13, 10))
FOOT_STEPS = (Step(1, 13.5, 11.5), Step(2, 12, 9))
SIGNER_STEPS = (Step(1, 14, 11), Step(2, 12, 9))


@dataclass(frozen=True)
class Layout:
    """All settings of one certificate on one kind of page."""

    text: CertificateText
    design: CertificateDesign

    @cached_property
    def scale(self) -> float:
        """Real millimetres per canvas millimetre."""
        width, height = self.design.size
        return min(width / CANVAS_WIDTH, height / CANVAS_HEIGHT)

    @cached_property
    def canvas(self) -> tuple[float, float]:
        """Width and height of the page in canvas millimetres."""
        width, height = self.design.size
        return width / self.scale, height / self.scale

    @cached_property
    def extra(self) -> float:
        """Height in canvas millimetres that this page has more than A4."""
        return self.canvas[1] - CANVAS_HEIGHT

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where the ward wants each block, in real millimetres; empty where the software spreads them."""
        return dict(self.design.arrangement(self.text).places)

    def words(self, key: str) -> str:
        return sentence(key, self.text, self.design.arrangement(self.text).wording)

    def face(self, face: Face) -> Face:
        return WITHOUT_SERIFS.get(face, face) if self.design.text_face == "sans" else face

    def _fitted(self, text, face, steps, top, **kwargs) -> Setting:
        width, face = kwargs.get("width", CANVAS_WIDTH - 2 * SIDE), self.face(face)
        fitted = fit(glue_phrases(text), face, width, steps)
        return Setting(fitted.lines, face, fitted.size, top, **kwargs)

    def shared(self) -> list[Setting]:
        """All settings that are the same for many certificates: on blanks without what these carry already."""
        if self.places:
            return [*self._boxed(FIXED_BLOCKS), *self.foot()]
        return self.foot() if self.design.overlay else [*self.fixed(), *self.foot()]

    def fixed(self) -> list[Setting]:
        """The words that pre-printed blanks already carry."""
        if self.places:
            return self._boxed(FIXED_BLOCKS)
        head, bold = self.extra * 0.2, self.face(SERIF_BOLD)
        country = Setting((COUNTRY,), bold, 14, COUNTRY_TOP + head, spacing=0.2)
        motto = Setting((MOTTO,), bold, 14.5, MOTTO_TOP + head, kind="motto")
        authority = self._fitted(
            self.words("authority"), SERIF_BOLD, AUTHORITY_STEPS, AUTHORITY_TOP + head, colour=RED
        )
        bestows = Setting((BESTOWS,), bold, 14.5, BESTOWS_TOP + head, spacing=1.2)
        title = Setting((TITLE,), SOBER, 38, TITLE_TOP + head, colour=RED, spacing=2.5, leading=1.05)
        return [country, motto, authority, bestows, title]

    def foot(self) -> list[Setting]:
        """Decision, place and date, signer: usually the same for all certificates of a decision."""
        if self.places:
            return self._boxed(FOOT_BLOCKS)
        text, bottom = self.text, FOOT + self.extra
        right = {"left": CANVAS_WIDTH - SIDE - RIGHT_COLUMN, "width": RIGHT_COLUMN}
        name = self._fitted(text.signer_name, SERIF_BOLD, SIGNER_STEPS, bottom, **right)
        name = replace(name, top=bottom - name.height)
        titles = [
            self._fitted(line, SERIF_BOLD, SIGNER_STEPS, 0, **right)
            for line in text.signer_title.splitlines()
            if line.strip()
        ]
        top = name.top - self.design.signature_space - sum(title.height for title in titles)
        placed: list[Setting] = []
        for title in titles:
            placed.append(replace(title, top=top + sum(one.height for one in placed)))
        left = {"width": LEFT_COLUMN, "align": "left"}
        decision = self._fitted(self.words("decision"), SERIF_BOLD_ITALIC, FOOT_STEPS, 0, **left)
        date_line = self._fitted(self.words("date_line"), SERIF_BOLD_ITALIC, FOOT_STEPS, 0, **right)
        size = min(decision.size, date_line.size)
        date_line = replace(date_line, size=size)
        date_line = replace(date_line, top=top - date_line.height - 0.6)
        decision = replace(decision, size=size, top=date_line.top)
        return [decision, date_line, *placed, name]

    def mark_line(self) -> Setting:
        """The mark once more in small upright letters, which text extraction can read."""
        line = f"{self.text.mark} – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG"
        left = SIDE + QR_SIZE + 5
        return Setting(
            (line,), self.face(SERIF_BOLD), 9, FOOT + self.extra - 9, left, 90.0, colour=RED, align="left"
        )

    def own(self) -> list[Setting]:
        """Name, role, achievement and số sổ vàng: what differs from one recipient to the next."""
        if self.places:
            return self._boxed(OWN_BLOCKS)
        foot = self.foot()
        decision, date_line = foot[0], foot[1]
        left = {"width": LEFT_COLUMN, "align": "left"}
        number = self._fitted(self.words("golden_book"), SERIF_BOLD_ITALIC, FOOT_STEPS, 0, **left)
        number = replace(number, size=min(number.size, decision.size))
        number = replace(number, top=decision.top + decision.height + 0.4)
        return [*self._centre(date_line.top - 1.5), number]

    def _centre(self, bottom: float) -> list[Setting]:
        """Name, role and achievement spread over the height between the title and the foot."""
        role, achievement, top = (
            self.words("role"),
            self.words("achievement"),
            CENTRE_TOP + self.extra * 0.35,
        )
        middle = {"left": (CANVAS_WIDTH - MEASURE) / 2, "width": MEASURE}
        name = self._name()
        parts = [
            name,
            self._fitted(role, SERIF, ROLE_STEPS, 0, **middle),
            self._fitted(achievement, SERIF, ACHIEVEMENT_STEPS, 0, **middle),
        ]
        free = bottom - top - (len(parts) - 1) * LEAST_GAP
        if sum(part.height for part in parts) > free:
            texts = (role, achievement)
            parts = [name, *(self._fitted(one, SERIF, COMPACT_STEPS, 0) for one in texts)]
        parts = _within(free, [part for part in parts if part.lines])
        height = sum(part.height for part in parts)
        gap = min(4.5, (bottom - top - height) / (len(parts) + 1))
        y = top + (bottom - top - height - gap * (len(parts) - 1)) * 0.6
        placed = []
        for part in parts:
            placed.append(replace(part, top=y))
            y += part.height + gap
        return placed

    def _name(self) -> Setting:
        text, width = self.text, CANVAS_WIDTH - 2 * SIDE
        face, glued, asked = self.name_as_set()
        steps = COLLECTIVE_STEPS
        if recipient_of(text) == PERSON:
            steps = PERSON_STEPS if face is CEREMONIAL else SOBER_PERSON_STEPS
        fitted = fit(glued, face, width, steps, **asked)
        # Marks on capitals (Ẵ, Ễ) reach far above the script's line: a single line gets more air.
        leading = NAME_LEADING if asked and len(fitted.lines) == 1 else NAME_LINES_LEADING
        return Setting(fitted.lines, face, fitted.size, 0, kind="name", leading=leading)

    def name_as_set(self) -> tuple[Face, str, dict]:
        """Face and words of the name, and how a person's may be broken."""
        text, design = self.text, self.design
        if recipient_of(text) == PERSON:
            return FACE_OF_NAME[design.name_face], glue_name(text.name), {"least": 2, "lead": text.honorific}
        return FACE_OF_NAME[design.collective_face], glue_phrases(text.name), {}

    def _boxed(self, keys: tuple[str, ...]) -> list[Setting]:
        """The blocks the ward has placed, each set as large as its own box allows."""
        found = [in_box(self, key, self.places[key]) for key in keys if key in self.places]
        return [setting for setting in found if setting.lines]

    def emblem_box(self) -> tuple[float, float, float] | None:
        """Left, top and side of the emblem in canvas millimetres; None where it is not printed."""
        if self.places:
            if place := self.places.get("emblem"):
                return place.left / self.scale, place.top / self.scale, place.width / self.scale
            return None
        if self.design.overlay:
            return None
        return (CANVAS_WIDTH - EMBLEM_SIZE) / 2, EMBLEM_TOP + self.extra * 0.2, EMBLEM_SIZE

    def qr_corner(self) -> tuple[float, float]:
        """Left and top of the QR in canvas millimetres."""
        if place := self.places.get("qr"):
            return place.left / self.scale, place.top / self.scale
        return SIDE, QR_FOOT + self.extra - QR_SIZE

    @property
    def has_qr(self) -> bool:
        """Whether this certificate carries a QR."""
        wanted = not self.places or "qr" in self.places
        return bool(wanted and self.design.qr and self.text.verify_url)


def _within(height: float, parts: list[Setting]) -> list[Setting]:
    """`parts` no higher than `height` together: the name gives way first, then all of them alike."""
    if not parts:
        return parts
    first, *rest = parts
    room = height - sum(part.height for part in rest)
    if room < first.height:
        first = replace(first, size=first.size * max(NAME_GIVES, room / first.height))
    factor = min(1.0, height / sum(part.height for part in (first, *rest)))
    return [replace(part, size=part.size * factor) for part in (first, *rest)]
