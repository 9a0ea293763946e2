"""What everybody reads at /guong-dien-hinh/, and what nobody does before it is approved."""

import re
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime

import pytest
from django.db import connection

from campaigns.enums import ExemplarKind as K
from campaigns.enums import ExemplarStatus as S
from campaigns.models import Exemplar
from campaigns.publicity.pieces import add_picture
from campaigns.publicity.workflow import EXEMPLAR
from tests import factories as make
from tests.campaigns.publicity import pieces

LIST, FEED = "/guong-dien-hinh/", "/guong-dien-hinh/rss.xml"


def shown(client, address=LIST) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("status", [S.DRAFT, S.PROPOSED, S.RETURNED, S.WITHDRAWN])
def test_nothing_is_public_before_approval_nor_after_it_is_taken_down(client, campaign, van, status):
    piece = pieces.published(campaign, van, picture=True)
    picture = f"{LIST}{piece.pk}/anh/{piece.pictures.get().pk}-lon.jpg"
    assert pieces.taken(client, picture).status_code == 200
    Exemplar.objects.filter(pk=piece.pk).update(status=status)
    for person in (None, van):
        if person:
            client.force_login(person)
        assert client.get(f"{LIST}{piece.pk}/").status_code == 404
        assert client.get(picture).status_code == 404
        assert piece.title not in shown(client, FEED)
        assert piece.title not in shown(client, f"{LIST}?q={piece.title}")


def test_the_newest_piece_comes_first_and_kinds_are_told_apart(client, campaign, van):
    for day, kind, title in ((3, K.NEWS, "Tin cũ"), (5, K.MODEL, "Cách hay"), (7, K.EXEMPLAR, "Gương sáng")):
        pieces.published(campaign, van, day=day, kind=kind, title=title)
    titles = re.findall(r"<h2><a href=[^>]*>(.*?)</a></h2>", shown(client))
    assert titles == ["Gương sáng", "Cách hay", "Tin cũ"]
    assert re.findall(r"<h2><a href=[^>]*>(.*?)</a>", shown(client, f"{LIST}?loai=tin")) == ["Tin cũ"]
    assert len(re.findall("<h2><a", shown(client, f"{LIST}?loai=khac"))) == 3


def test_long_lists_have_pages(client, campaign, van):
    for n in range(13):
        pieces.published(campaign, van, title=f"Bài {n}", kind=K.NEWS)
    assert len(re.findall("<h2><a", shown(client))) == 12
    second = shown(client, f"{LIST}?page=2&loai=tin")
    assert len(re.findall("<h2><a", second)) == 1
    assert "loai=tin" in re.search(r'rel="prev" href="([^"]*)"', second)[1]


def test_lists_and_pieces_cost_a_constant_number_of_queries(client, campaign, van, django_assert_num_queries):
    for count in (1, 3):
        while Exemplar.objects.count() < count:
            piece = pieces.published(campaign, van, picture=True)
        with django_assert_num_queries(5):
            client.get(LIST)
        with django_assert_num_queries(4):
            client.get(f"{LIST}{piece.pk}/")
        with django_assert_num_queries(4):
            client.get(FEED)


def meta(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html))


def test_a_shared_link_shows_title_picture_and_whole_addresses(client, campaign, van, settings):
    piece = pieces.published(campaign, van, picture=True)
    found = meta(shown(client, f"{LIST}{piece.pk}/"))
    assert found["og:title"] == piece.title
    assert found["og:description"] == piece.summary
    assert found["og:url"] == f"http://testserver{LIST}{piece.pk}/"
    assert found["og:image"].startswith(f"http://testserver{LIST}{piece.pk}/anh/")
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "750")
    assert found["og:image:alt"] == "Tổ trưởng chỉ cách nộp hồ sơ"
    assert pieces.taken(client, found["og:image"].removeprefix("http://testserver")).status_code == 200
    settings.PUBLIC_URL = "https://cchc.example.vn"
    assert meta(shown(client, f"{LIST}{piece.pk}/"))["og:image"].startswith("https://cchc.example.vn/guong")


def test_pages_hold_what_a_screen_reader_and_a_printer_need(client, campaign, van):
    piece = pieces.published(campaign, van, picture=True, title="Gương sáng")
    html = shown(client, f"{LIST}{piece.pk}/")
    assert re.search(r"<title>Gương sáng \|", html)
    assert html.count("<h1>") == 1
    assert re.findall(r"<img[^>]*piece__picture[^>]*alt=\"([^\"]*)\"", html) == [
        "Tổ trưởng chỉ cách nộp hồ sơ"
    ]
    assert 'sizes="' in html
    assert " 480w, " in html
    assert "<p>Đoạn một.</p>" in html


def test_the_office_keeps_the_consent_to_itself(client, campaign, van):
    piece = pieces.published(campaign, van, consent="Hỏi ngày 02/11, chị ấy đồng ý")
    client.force_login(van)
    for address in (LIST, f"{LIST}{piece.pk}/", FEED):
        assert "chị ấy đồng ý" not in shown(client, address)


def test_a_picture_may_be_kept_by_browsers_and_runs_nothing(client, campaign, van):
    piece = pieces.published(campaign, van, picture=True)
    answer = pieces.taken(client, f"{LIST}{piece.pk}/anh/{piece.pictures.get().pk}-nho.jpg")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{LIST}{piece.pk}/anh/{piece.pictures.get().pk}-goc.jpg").status_code == 404


def test_a_picture_of_another_piece_is_not_lent_to_a_public_one(client, campaign, van):
    public, secret = pieces.published(campaign, van), pieces.written(campaign, van)
    picture = add_picture(van, secret, pieces.photo(60, 40), name="a.jpg", alt="Ảnh")
    assert client.get(f"{LIST}{public.pk}/anh/{picture.pk}-lon.jpg").status_code == 404


def test_the_feed_is_valid_and_keeps_vietnams_clock(client, campaign, van):
    piece = pieces.published(campaign, van, picture=True, title="Gương & sáng")
    EXEMPLAR.perform("publish", pieces.written(campaign, van, kind=K.NEWS), by=van, at=make.at(9, hour=0))
    answer = client.get(FEED)
    assert answer["Content-Type"].startswith("application/rss+xml")
    channel = ET.fromstring(answer.content).find("channel")  # noqa: S314  our own answer
    assert channel.findtext("language") == "vi"
    first, second = channel.findall("item")
    assert first.findtext("title") == "Gương & sáng"
    assert first.findtext("link") == f"http://testserver{LIST}{piece.pk}/"
    assert first.find("enclosure").get("url").startswith("http://testserver/")
    assert first.findtext("pubDate").endswith("+0700")
    assert parsedate_to_datetime(second.findtext("pubDate")) == make.at(9, hour=0)
    assert second.findtext("pubDate").startswith("Thu, 09 Nov 2023 00:00")


def test_the_feed_stays_readable_whatever_a_row_holds(client, campaign, van):
    piece = pieces.published(campaign, van)
    odd = connection.ops.quote_name(piece._meta.db_table)
    with connection.cursor() as cursor:  # past the fields that would tidy it
        cursor.execute(
            f"UPDATE {odd} SET title = %s, summary = %s WHERE id = %s",  # noqa: S608  our own table
            ["Gương\uffff sáng\x0b", "Một\x01 hai\ufffe", piece.pk],
        )
    item = ET.fromstring(client.get(FEED).content).find("channel/item")  # noqa: S314  our own answer
    assert (item.findtext("title"), item.findtext("description")) == ("Gương sáng", "Một hai")


def test_a_sample_campaigns_pieces_say_so_wherever_they_appear(client, campaign, van):
    campaign.is_sample = True
    campaign.save()
    piece = pieces.published(campaign, van, title="Gương")
    assert "MẪU" in shown(client).partition("<main")[2]
    assert meta(shown(client, f"{LIST}{piece.pk}/"))["og:title"] == "[MẪU] Gương"
    assert "<title>[MẪU] Gương</title>" in shown(client, FEED)


def test_pieces_of_an_earlier_campaign_stay_to_be_found(client, campaign, van):
    piece = pieces.published(campaign, van)
    make.CampaignFactory(ward=campaign.ward, code="CCHC-2024", dossier_too_late=make.at(15, year=2024))
    assert piece.title in shown(client)
    assert client.get(f"{LIST}{piece.pk}/").status_code == 200


def test_a_fresh_ward_without_any_campaign_shows_an_empty_list(client, db):
    assert "Chưa có bài nào" in shown(client)
    assert client.get(FEED).status_code == 200
