"""Light on paper: evened out, and whether anything is written at all."""

from PIL import Image, ImageChops, ImageFilter, ImageMath

GRAIN = 24  # pixels of the picture to one of its background
DARKEST = 64  # grey of paper in the deepest shadow still brought up to white


def darkest(picture: Image.Image) -> Image.Image:
    """The darkest of a point's colours: paper is bright in all three, ink of any colour and wood are not."""
    if picture.mode != "RGB":
        return picture
    red, green, blue = picture.split()
    return ImageChops.darker(ImageChops.darker(red, green), blue)


def background(picture: Image.Image) -> Image.Image:
    """How bright the bare paper is around every point (grey, of the picture's size): writing left out."""
    small = picture.resize(
        (max(picture.width // GRAIN, 8), max(picture.height // GRAIN, 8)), Image.Resampling.BOX
    )
    small = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    small = small.point(lambda level: max(level, DARKEST))
    return small.resize(picture.size, Image.Resampling.BILINEAR)


def even_light(picture: Image.Image) -> Image.Image:
    """A grey picture divided by the brightness of its paper: shadows go, ink stays."""
    return ImageMath.lambda_eval(
        lambda of: of["convert"](of["min"](of["int"](of["picture"]) * 255 / of["paper"], 255), "L"),
        picture=picture, paper=background(picture),
    )  # fmt: skip


BLANK_SIDE = 1000  # pixels
INK = 175  # darker than this, of 255, is something written
SPECKS = 0.0004  # share of a blank page that may be dark: dust, show-through


def is_blank(picture: Image.Image) -> bool:
    """Whether a sheet bears nothing; its outermost 6 % (scanner's edge, punch holes) do not count.

    A seal or a signature alone is something: the darkest of the three colours decides.
    """
    longest = max(picture.size)
    small = picture.resize(
        (max(1, picture.width * BLANK_SIDE // longest), max(1, picture.height * BLANK_SIDE // longest)),
        Image.Resampling.BOX,
    )
    even = even_light(darkest(small))
    width, height = even.size
    inner = even.crop((width * 6 // 100, height * 6 // 100, width * 94 // 100, height * 94 // 100))
    dark = sum(inner.histogram()[:INK])
    return dark <= SPECKS * inner.width * inner.height
