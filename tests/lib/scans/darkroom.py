"""Paper as an office treats it: printed, signed, sealed, then scanned or photographed, well or badly.

Everything is drawn from a seed. What happened to a sheet is written down next to its picture, so that a failure
says which damage it was.
"""

import io
import math
import random
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

MM = 25.4
A4 = (210, 297)
PEN, SEAL = (38, 52, 140), (200, 30, 40)


@dataclass(frozen=True)
class Shot:
    """What the clerk uploads: one photo or one scanned PDF, and for each of its pages what happened to it."""

    data: bytes
    damages: tuple[frozenset[str], ...] = field(default=())


def printed(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """Every page of a PDF as a colour picture: what lies in the printer's tray."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def mm(sheet: Image.Image, value: float) -> float:
    """Millimetres of an A4 sheet in pixels of its picture."""
    return value * max(sheet.size) / A4[1]


def signed(sheet: Image.Image, dice: random.Random) -> tuple[Image.Image, set[str]]:
    """With a signature in blue and, mostly, a round red seal on its left third; some touch the code."""
    sheet, done = sheet.copy(), {"signed"}
    width, height = sheet.width / mm(sheet, 1), sheet.height / mm(sheet, 1)
    x, y = dice.uniform(width * 0.5, width - 55), dice.uniform(height * 0.55, height - 45)
    _scribble(sheet, dice, x, y, 45)
    if dice.random() < 0.6:
        done.add("sealed")
        _seal(sheet, dice, x, y)
    if dice.random() < 0.15:
        done.add("seal touches the code")
        # The code stands 15 to 28 mm from the right and 4.5 to 17.5 from the bottom: the seal's ring (18 mm
        # around its middle) runs over its upper left corner's quiet zone and first modules.
        angle, reach = dice.uniform(-2.6, -1.9), dice.uniform(17.2, 18.8)
        _seal(sheet, dice, width - 28 + reach * math.cos(angle), height - 17.5 + reach * math.sin(angle))
    if dice.random() < 0.1:
        done.add("initials near the code")
        _scribble(sheet, dice, width - 62, height - 14, 30)
    return sheet, done


def _scribble(sheet: Image.Image, dice: random.Random, x: float, y: float, length: float) -> None:
    points, phase = [], dice.uniform(0, 6)
    for step in range(140):
        t = step / 139
        points.append((
            mm(sheet, x + length * t + 4 * math.sin(23 * t + phase)),
            mm(sheet, y + 6 * math.sin(31 * t + phase) * (1 - t) + 3 * math.sin(9 * t)),
        ))  # fmt: skip
    ImageDraw.Draw(sheet).line(points, fill=PEN, width=round(mm(sheet, 0.6)), joint="curve")


def _seal(sheet: Image.Image, dice: random.Random, x: float, y: float) -> None:
    """36 mm across, two rings, a star and letters, pressed unevenly; ink lets what is below it shine through."""
    side = round(mm(sheet, 38))
    seal = Image.new("L", (side, side), 0)
    draw, middle = ImageDraw.Draw(seal), side / 2
    for radius, stroke in ((18, 1.1), (12, 0.5)):
        reach = mm(sheet, radius)
        draw.ellipse((middle - reach, middle - reach, middle + reach, middle + reach), outline=255,
                     width=max(1, round(mm(sheet, stroke))))  # fmt: skip
    star = [
        (middle + mm(sheet, r) * math.sin(k * math.pi / 5), middle - mm(sheet, r) * math.cos(k * math.pi / 5))
        for k, r in enumerate((6, 2.4) * 5)
    ]
    draw.polygon(star, fill=255)
    for step in range(22):
        angle = step * 2 * math.pi / 22
        px, py = middle + mm(sheet, 15) * math.cos(angle), middle + mm(sheet, 15) * math.sin(angle)
        draw.rectangle(
            (px - mm(sheet, 0.9), py - mm(sheet, 1.2), px + mm(sheet, 0.6), py + mm(sheet, 1.2)), fill=255
        )
    seal = seal.rotate(dice.uniform(-25, 25), Image.Resampling.BICUBIC)
    press = _cloud(seal.size, dice, 0.45, 0.95)
    mask = ImageChops.multiply(seal, press)
    place = (round(mm(sheet, x)) - side // 2, round(mm(sheet, y)) - side // 2)
    under = sheet.crop((*place, place[0] + side, place[1] + side))
    inked = ImageChops.multiply(under, Image.new("RGB", under.size, SEAL))
    sheet.paste(inked, place, mask)


def _cloud(
    size: tuple[int, int], dice: random.Random, low: float, high: float, grain: int = 6
) -> Image.Image:
    """Slowly changing grey between two shares of white."""
    chance = np.random.default_rng(dice.getrandbits(32))
    small = chance.uniform(low * 255, high * 255, (grain, grain)).astype(np.uint8)
    return Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)


@cache
def _noise(strength: int) -> Image.Image:
    """A tile of a sensor's noise around middle grey."""
    chance = np.random.default_rng(strength)
    return Image.fromarray(np.clip(chance.normal(128, strength, (4000, 4000)), 0, 255).astype(np.uint8))


@cache
def _table(kind: int) -> Image.Image:
    """What the sheet lies on: dark wood, light wood, a grey desk, a checked cloth."""
    chance = np.random.default_rng(kind)
    if kind == 3:
        tiles = np.kron(np.indices((20, 20)).sum(axis=0) % 2, np.ones((20, 20))) * 90 + 110
        colour = np.stack([tiles, tiles * 0.9, tiles * 0.95], axis=2)
    else:
        grain = chance.normal(0, 14, (1, 400, 1)) + chance.normal(0, 6, (400, 400, 1))
        colour = np.array([[94, 62, 40], [196, 164, 122], [120, 122, 125]][kind]) + grain
    return Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))


def homography(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> list[float]:
    """The eight numbers Pillow wants to bring `source` corners to `target` corners."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
        values += [x, y]
    return list(np.linalg.solve(np.array(rows, float), np.array(values, float)))


@dataclass(frozen=True)
class Phone:
    """How a photo is taken: pixels high, how much of the frame the sheet fills, degrees, shares, JPEG quality."""

    height: int
    fill: float
    skew: float
    tilt: float
    blur: float  # millimetres on the paper
    quality: int
    quarter: int = 0  # quarter turns of the sheet in the frame
    exif: int = 1
    shake: float = 0.0  # millimetres
    shadow: bool = False
    bent: bool = False
    table: int = 0
    noise: int = 4
    cropped: float = 0.0  # share of the sheet that runs out of the frame on one side without the code


def any_phone(dice: random.Random) -> Phone:
    """One of the ward's phones, from a photo sent through a chat (1600 pixels) to a new phone's (4000)."""
    height = dice.choice((1600, 1600, 2048, 2048, 2048, 3264, 4000))
    return Phone(
        height=height, fill=dice.uniform(0.8, 0.98), skew=dice.uniform(-7, 7), tilt=dice.uniform(0, 0.07),
        blur=dice.uniform(0.03, 0.13), quality=dice.randint(35, 80), quarter=dice.choice((0, 0, 0, 1, 2, 3)),
        exif=dice.choice((1, 1, 6, 3, 8)), shake=dice.choice((0, 0, 0, 0.25)), shadow=dice.random() < 0.5,
        bent=dice.random() < 0.3, table=dice.randrange(4), noise=dice.choice((3, 5, 8)),
        cropped=dice.choice((0, 0, 0, 0.06)),
    )  # fmt: skip


def damages_of(phone: Phone) -> set[str]:
    """The words a failure is counted under."""
    words = {f"phone {phone.height} px", "photo"}
    words |= {"turned"} if phone.quarter else set()
    words |= {"EXIF turned"} if phone.exif != 1 else set()
    words |= {"JPEG ≤ 50"} if phone.quality <= 50 else set()
    words |= {"blur ≥ 0.1 mm"} if phone.blur >= 0.1 else set()
    words |= {"shaken"} if phone.shake else set()
    words |= {"shadow"} if phone.shadow else set()
    words |= {"bent"} if phone.bent else set()
    words |= {"tilt ≥ 5 %"} if phone.tilt >= 0.05 else set()
    words |= {"margin cut off"} if phone.cropped else set()
    return words | ({"skew ≥ 4°"} if abs(phone.skew) >= 4 else set())


def photographed(sheets: list[Image.Image], phone: Phone, dice: random.Random) -> bytes:
    """A JPEG of one sheet, or of two side by side, on a table."""
    picture = _on_the_table(sheets, phone, dice)
    per_mm = picture.height * phone.fill / (A4[1] if picture.height > picture.width else A4[0])
    picture = picture.filter(ImageFilter.GaussianBlur(phone.blur * per_mm))
    if phone.shake:
        picture = _shaken(picture, phone.shake * per_mm, dice)
    light = _cloud(picture.size, dice, 0.6, 1.0, grain=3)
    if phone.shadow:
        light = ImageChops.multiply(light, _shadow(picture.size, dice))
    picture = ImageChops.multiply(picture, Image.merge("RGB", (light,) * 3))
    warm = [dice.uniform(0.88, 1.0) for _ in range(3)]
    picture = picture.point([int(level * share) for share in warm for level in range(256)])
    left, top = dice.randrange(4000 - picture.width + 1), dice.randrange(4000 - picture.height + 1)
    noise = _noise(phone.noise).crop((left, top, left + picture.width, top + picture.height))
    picture = ImageChops.add(picture, Image.merge("RGB", (noise,) * 3), 1, -128)
    return _jpeg(picture, phone)


def _jpeg(picture: Image.Image, phone: Phone) -> bytes:
    """Phones store what the sensor saw and say in EXIF how they were held."""
    undo = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}
    if phone.exif in undo:
        picture = picture.transpose(undo[phone.exif])
    exif = Image.Exif()
    exif[0x0112] = phone.exif
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=phone.quality, exif=exif)
    return out.getvalue()


def _on_the_table(sheets: list[Image.Image], phone: Phone, dice: random.Random) -> Image.Image:
    sheets = [_bent(sheet, dice) if phone.bent else sheet for sheet in sheets]
    if len(sheets) > 1:
        gap = round(mm(sheets[0], 6))
        both = Image.new(
            "RGB",
            (sum(one.width + gap for one in sheets) - gap, max(one.height for one in sheets)),
            (90, 70, 50),
        )
        left = 0
        for one in sheets:
            both.paste(one, (left, 0))
            left += one.width + gap
        sheets = [both]
    sheet = sheets[0].rotate(-90 * phone.quarter, expand=True) if phone.quarter else sheets[0]
    stands = sheet.height >= sheet.width
    frame = (phone.height * 3 // 4, phone.height) if stands else (phone.height, phone.height * 3 // 4)
    corners = _seen_corners(sheet.size, frame, phone, dice)
    whole = [(0, 0), (sheet.width, 0), (sheet.width, sheet.height), (0, sheet.height)]
    numbers = homography(whole, corners)
    seen = sheet.transform(frame, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BILINEAR)
    mask = Image.new("L", frame, 0)
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    table = _table(phone.table).resize(frame, Image.Resampling.BICUBIC)
    small = mask.resize((frame[0] // 8, frame[1] // 8)).filter(ImageFilter.GaussianBlur(3))
    below = ImageChops.offset(small, 2, 3).resize(frame).point([255 - level // 3 for level in range(256)])
    table = ImageChops.multiply(table, Image.merge("RGB", (below,) * 3))
    table.paste(seen, (0, 0), mask)
    return table


def _seen_corners(size, frame, phone: Phone, dice: random.Random) -> list[tuple[float, float]]:
    """Where the sheet's four corners fall in the frame: fitted, turned by the skew, tilted."""
    scale = min(frame[0] / size[0], frame[1] / size[1]) * phone.fill
    cos, sin = math.cos(math.radians(phone.skew)), math.sin(math.radians(phone.skew))
    if not phone.cropped:
        # One steps back until the whole sheet is in the frame.
        reach_x, reach_y = size[0] * cos + size[1] * abs(sin), size[0] * abs(sin) + size[1] * cos
        scale = min(scale, frame[0] / reach_x * 0.99, frame[1] / reach_y * 0.99)
    far = {dice.choice(("top", "bottom", "left", "right")): phone.tilt}
    corners = []
    for right, low in ((0, 0), (1, 0), (1, 1), (0, 1)):
        x, y = (right - 0.5) * size[0] * scale, (low - 0.5) * size[1] * scale
        x *= 1 - 2 * (far.get("bottom", 0) if low else far.get("top", 0))
        y *= 1 - 2 * (far.get("right", 0) if right else far.get("left", 0))
        corners.append((frame[0] / 2 + x * cos - y * sin, frame[1] / 2 + x * sin + y * cos))
    if phone.cropped:
        # The sheet slides out of the frame on the side away from its code (lower right of the upright sheet).
        shift = phone.cropped * min(frame)
        dx, dy = ((-1, -1), (1, -1), (1, 1), (-1, 1))[phone.quarter % 4]
        corners = [(x + dx * shift / 2, y + dy * shift / 2) for x, y in corners]
    return corners


def _bent(sheet: Image.Image, dice: random.Random) -> Image.Image:
    """A sheet that was folded in an envelope: it waves by a few millimetres."""
    bands, wave, phase = 12, mm(sheet, dice.uniform(0.8, 2)), dice.uniform(0, 6)

    def shifted(x, y):
        return x + wave * math.sin(phase + 5 * y / sheet.height), y + wave * math.sin(
            phase + 4 * x / sheet.width
        )

    mesh = []
    for row in range(bands):
        for column in range(bands):
            x0, x1 = sheet.width * column // bands, sheet.width * (column + 1) // bands
            y0, y1 = sheet.height * row // bands, sheet.height * (row + 1) // bands
            quad = [*shifted(x0, y0), *shifted(x0, y1), *shifted(x1, y1), *shifted(x1, y0)]
            mesh.append(((x0, y0, x1, y1), quad))
    return sheet.transform(
        sheet.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor="white"
    )


def _shaken(picture: Image.Image, length: float, dice: random.Random) -> Image.Image:
    """Moved while the shutter was open."""
    angle, steps = dice.uniform(0, math.pi), 4
    mixed = picture
    for step in range(1, steps):
        way = length * step / (steps - 1)
        moved = ImageChops.offset(picture, round(way * math.cos(angle)), round(way * math.sin(angle)))
        mixed = Image.blend(mixed, moved, 1 / (step + 1))
    return mixed


def _shadow(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """A hand's or phone's shadow with a soft edge over a part of the picture."""
    small = Image.new("L", (60, 80), 255)
    x, y = dice.uniform(0, 60), dice.uniform(0, 80)
    angle = dice.uniform(0, 2 * math.pi)
    far = [
        (x + 200 * math.cos(angle + turn), y + 200 * math.sin(angle + turn))
        for turn in (-1.2, -0.4, 0.4, 1.2)
    ]
    ImageDraw.Draw(small).polygon([(x, y), *far], fill=round(255 * dice.uniform(0.4, 0.65)))
    return small.filter(ImageFilter.GaussianBlur(dice.uniform(1, 4))).resize(size, Image.Resampling.BICUBIC)


@dataclass(frozen=True)
class Scanner:
    """A scanner in the office: dots per inch, grey or black and white, and how the sheet went in."""

    dpi: int
    black_white: bool = False
    colour: bool = False
    quality: int = 60


SCANNERS = (
    Scanner(200),
    Scanner(200, colour=True),
    Scanner(300),
    Scanner(200, black_white=True),
    Scanner(300, black_white=True),
    Scanner(150, quality=40),
)


def scanned(sheets: list[Image.Image], scanner: Scanner, dice: random.Random) -> Shot:
    """A PDF with a picture a page; sheets went in a little askew, some upside down or sideways."""
    pictures, damages = [], []
    for sheet in sheets:
        words = {
            "scan",
            f"scan {scanner.dpi} dpi{' 1 bit' * scanner.black_white}{' colour' * scanner.colour}",
        }
        size = tuple(round(side / max(sheet.size) * A4[1] / MM * scanner.dpi) for side in sheet.size)
        picture = sheet.convert("RGB" if scanner.colour else "L").resize(
            size, Image.Resampling.BICUBIC, reducing_gap=2
        )
        picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 0.8)))
        picture = picture.rotate(dice.uniform(-2.5, 2.5), Image.Resampling.BILINEAR, fillcolor="white")
        turn = dice.choice((0, 0, 0, 180, 90))
        if turn:
            words.add("turned")
            picture = picture.rotate(turn, expand=True)
        noise = _noise(6).crop((0, 0, *picture.size))
        picture = ImageChops.add(picture, noise.convert(picture.mode), 1, -128 - 4)
        if scanner.black_white:
            picture = picture.point(lambda level: 255 * (level > 150)).convert("1")
        pictures.append(picture)
        damages.append(frozenset(words))
    out = io.BytesIO()
    how = {} if scanner.black_white else {"quality": scanner.quality}
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=scanner.dpi, **how)
    return Shot(out.getvalue(), tuple(damages))
