"""An emblem is a picture that can be printed, runs nothing and fetches nothing."""

import base64
import io

import pytest
from PIL import Image

from phuong6.lib.papers.certificates.emblem import check_emblem
from phuong6.lib.papers.certificates.frame import star_svg
from phuong6.lib.refusal import Refusal


def svg(inner: str = "", head: str = "", attributes: str = "") -> bytes:
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 9 9" {attributes}>{inner}<circle cx="4" cy="4" r="3" fill="red"/></svg>'
    ).encode()


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4)) -> bytes:
    out = io.BytesIO()
    Image.new("1" if size[0] > 4 else "RGB", size).save(out, kind)
    return out.getvalue()


def inside(content: bytes, kind: str = "png") -> str:
    address = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    return f'<image xlink:href="{address}" width="9" height="9"/>'


DRAWN = b'<circle cx="4" cy="4" r="3" fill="red"/>'
GRADIENT = '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient>'
ENTITY = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>'
BAD = {
    "doctype": (svg(head='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3.org/a.dtd">'), "DOCTYPE"),
    "entity": (svg("<text>&a;</text>", head=ENTITY), "DOCTYPE"),
    "not XML": (svg("<g>"), "bị hỏng"),
    "no namespace": (b'<svg viewBox="0 0 9 9"><circle r="3"/></svg>', "bị hỏng"),
    "a page around it": (b"<html>" + svg() + b"</html>", "bị hỏng"),
    "style sheet": (svg(head='<?xml-stylesheet href="http://a/b.css"?>'), "mã lệnh"),
    "script": (svg("<script>1</script>"), "mã lệnh"),
    "script under another prefix": (svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'), "mã lệnh"),
    "foreign object": (svg("<foreignObject/>"), "mã lệnh"),
    "frame": (svg("<iframe/>"), "mã lệnh"),
    "animation": (svg('<animate attributeName="href" to="javascript:1"/>'), "mã lệnh"),
    "set": (svg('<set attributeName="x" to="1"/>'), "mã lệnh"),
    "on load": (svg(attributes='onload="x()"'), "mã lệnh"),
    "on load, spelt by number": (svg('<a xlink:href="&#106;avascript:1"/>'), "mã lệnh"),
    "href outside": (svg('<image href="http://a/b.png"/>'), "mã lệnh"),
    "href to a file": (svg('<use xlink:href="file:///etc/passwd#a"/>'), "mã lệnh"),
    "SVG in SVG": (svg('<image href="data:image/svg+xml;base64,AAAA"/>'), "mã lệnh"),
    "another base": (svg('<use xml:base="http://a/" href="#b"/>'), "mã lệnh"),
    "import": (svg("<style>@import 'http://a/b.css';</style>"), "mã lệnh"),
    "address in a style": (svg("<style>g{fill:url(http://a/b)}</style>"), "mã lệnh"),
    "address hidden by an escape": (svg("<style>g{fill:u\\72l(http://a/b)}</style>"), "mã lệnh"),
    "address in an attribute": (svg("<g fill=\"url( 'http://a/b')\"/>"), "mã lệnh"),
    "broken picture inside": (svg(inside(b"no picture")), "bị hỏng"),
    "huge picture inside": (svg(inside(picture(size=(5001, 4000)))), "20 triệu"),
    "uses within uses": (
        svg('<g id="a"/><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>'),
        "quá phức tạp",
    ),
    "nothing drawn": (svg().replace(DRAWN, b""), "in ra trống"),
    "without colour": (svg().replace(b'"red"', b'"none"'), "in ra trống"),
    "white on white": (svg().replace(b'"red"', b'"white"'), "in ra trống"),
    "cut PNG": (picture()[:-30], "PNG bị hỏng"),
    "large PNG": (picture(size=(5001, 4000)), "20 triệu"),
    "JPEG": (picture("JPEG"), "phải là hình SVG hoặc PNG"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD.keys())
def test_what_is_no_safe_picture_is_refused_and_said_so(data, words):
    with pytest.raises(Refusal, match=words) as refusal:
        check_emblem(data)
    assert "Hãy" in str(refusal.value)


GOOD = {
    "plain": svg(),
    "XML head": svg(head='<?xml version="1.0" encoding="UTF-8"?><!-- a -->'),
    "star": star_svg().encode(),
    "gradient": svg(f'{GRADIENT}<rect width="9" height="9" fill="url(#g)"/>').replace(DRAWN, b""),
    "gradient in a style": svg(
        f'<style>rect{{fill:url("#g")}}</style>{GRADIENT}<rect width="9" height="9"/>'
    ),
    "used shape": svg('<defs><path id="p" d="M0 0h9v9z"/></defs><use xlink:href="#p"/>').replace(DRAWN, b""),
    "stroke only": svg('<path d="M0 0h9v9" fill="none" stroke="red"/>').replace(DRAWN, b""),
    "half seen through": svg('<g opacity=".5"><path d="M0 0h9v9z"/></g>').replace(DRAWN, b""),
    "PNG inside": svg(inside(picture())).replace(DRAWN, b""),
    "JPEG inside": svg(inside(picture("JPEG"), "jpeg")).replace(DRAWN, b""),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD.keys())
def test_an_ordinary_drawing_is_taken(data):
    assert check_emblem(data) == "image/svg+xml"


def test_a_png_is_taken():
    assert check_emblem(picture()) == "image/png"
    assert check_emblem(picture(size=(5000, 4000))) == "image/png"
