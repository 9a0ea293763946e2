"""An address that only takes a form, opened by itself, leads to the page above it."""

import pytest
from django.urls import resolve

from phuong6.site.middleware import page_above


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/khen-thuong/7/chuyen/approve/", "/khen-thuong/7/"),
        ("/khen-thuong/7/tinh-thu/", "/khen-thuong/7/"),
        ("/hoi-dong/7/chuong-trinh/", "/hoi-dong/7/"),
        ("/dang-xuat/", "/"),
        ("/khong/co/gi/", "/"),
        ("//example.com/x/", "/"),
        ("/", "/"),
    ],
)
def test_the_page_above_is_the_nearest_there_is(address, above):
    assert page_above(address) == above
    resolve(above)


def test_opened_by_itself_it_leads_up_until_a_page_opens(client, cuc):
    client.force_login(cuc)
    answer = client.get("/phong-trao/chon/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1] == ("/", 302)


def test_other_methods_are_still_refused(client, cuc):
    client.force_login(cuc)
    assert client.put("/phong-trao/chon/").status_code == 405
    assert client.post("/healthz").status_code == 405
