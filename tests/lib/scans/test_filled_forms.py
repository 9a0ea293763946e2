"""A page that was filled in or stamped looks on the desk as in a viewer."""

import io

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from phuong6.lib.scans.pages import pages_of
from tests.lib.papers.reading import pictures


def filled(kind: Name, *, appearance: bool) -> bytes:
    """A page with one field: text filled in, or the stamp of a visible signature."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        page = pdf.pages[0].obj
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=kind,
            T=String("o"),
            Rect=Array([20, 20, 220, 60]),
            F=4,
            P=page,
        )
        if kind == Name.Tx:
            field.V, field.DA = String("Nguyen Van An"), String("/Helv 18 Tf 0 g")
        if appearance:
            stamp = pdf.make_stream(b"0.8 0 0 RG 4 w 4 4 192 32 re S 0 g 20 12 160 16 re f")
            stamp.Type, stamp.Subtype, stamp.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 40])
            field.AP = Dictionary(N=stamp)
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = pdf.make_indirect(field)
        page.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([field]),
            NeedAppearances=not appearance,
            DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(helvetica))),
            DA=String("/Helv 12 Tf 0 g"),
        )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "appearance"),
    [(Name.Tx, False), (Name.Tx, True), (Name.Sig, True)],
    ids=["bare", "field", "stamp"],
)
def test_the_desk_shows_what_poppler_shows(kind, appearance, tmp_path):
    data = filled(kind, appearance=appearance)
    shown = np.asarray(next(pages_of(data)).picture.convert("L"))
    seen = pictures(data, tmp_path, dpi=576)[0].mean(axis=2)  # 2400 pixels a side, as the desk draws it
    ours, theirs = ((each < 128).sum() for each in (shown, seen))
    assert theirs > 10_000
    assert ours == pytest.approx(theirs, rel=0.15)
