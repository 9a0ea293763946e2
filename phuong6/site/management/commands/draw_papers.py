"""Draw the first pages of every kind of paper, on invented facts, for docs/papers.md."""

import io
from pathlib import Path

import pypdfium2
from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image

from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.papers.wording import Words
from phuong6.lib.scans.stamp import stamp_codes
from phuong6.office.papers.kinds import DRAFT, KINDS, PaperKind

DPI, MOST_PAGES, GAP = 60, 3, 12
SAMPLE_CODE = "MAU222222222"


class Command(BaseCommand):
    help = "Vẽ lại ảnh các loại văn bản trong docs/pictures/papers và danh mục docs/papers.md."

    def handle(self, *args, **options):
        docs = Path(settings.BASE_DIR) / "docs"
        folder = docs / "pictures" / "papers"
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS.values():
            picture_of(kind).save(folder / f"{kind.key}.webp", quality=70)
        (docs / "papers.md").write_text(gallery(), encoding="utf-8")
        self.stdout.write(f"Đã vẽ {len(KINDS)} loại văn bản.")


def picture_of(kind: PaperKind) -> Image.Image:
    """The first pages side by side, with the code each printed page carries."""
    paper = kind.compose(kind.sample(), Words(kind.words), DRAFT)
    document = pypdfium2.PdfDocument(stamp_codes(render_pdf(paper), SAMPLE_CODE))
    count = min(len(document), MOST_PAGES)
    pages = [document[index].render(scale=DPI / 72).to_pil() for index in range(count)]
    whole = Image.new(
        "RGB",
        (sum(page.width + GAP for page in pages) + GAP, max(page.height for page in pages) + 2 * GAP),
        "#d9d5cc",
    )
    left = GAP
    for page in pages:
        whole.paste(page, (left, GAP))
        left += page.width + GAP
    document.close()
    return whole


def gallery() -> str:
    """The page of all kinds, in the order in which a campaign needs them."""
    out = io.StringIO()
    out.write(
        "# Every paper, drawn\n\n"
        "Made by `manage.py draw_papers` from each kind's own `sample()`: invented people, no number, no day. "
        "At most three pages of each are shown.\n"
    )
    for kind in KINDS.values():
        module = kind.compose.__module__
        out.write(
            f"\n## {kind.title}\n\n`{kind.key}`, written in `{module}`.\n\n"
            f"![{kind.title}](pictures/papers/{kind.key}.webp)\n"
        )
    return out.getvalue()
