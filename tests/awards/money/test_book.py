"""Sổ quỹ: thu, chi, tồn with a running balance, also under reversals, by campaign and by year."""

import re
from datetime import date

import openpyxl
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from awards.enums import FundKind
from awards.models import FundEntry
from awards.money import ledger
from awards.money.book import book_of, campaigns_beside
from awards.money.fund import fund_of
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/khen-thuong/quy/"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def written(campaign, tam):
    """Two years, a payment written late for an earlier day, and a payment taken back."""

    def write(kind, amount, day, text, voucher=""):
        return ledger.write(campaign.pk, [ledger.Line(kind, amount, day, text, voucher)], by=tam)[0]

    write(FundKind.INCOME, 5_000_000, date(2023, 1, 10), "Ngân sách cấp", "PT 01")
    wrong = write(FundKind.PAYMENT, 700_000, date(2023, 6, 1), "Mua khung", "PC 01")
    write(FundKind.INCOME, 1_000_000, date(2024, 2, 1), "Xã hội hóa", "PT 01")
    ledger.reverse(wrong, by=tam, day=date(2024, 3, 1), reason="Ghi nhầm số tiền")
    write(FundKind.PAYMENT, 70_000, date(2024, 3, 1), "Mua khung", "PC 01")
    write(FundKind.PAYMENT, 200_000, date(2023, 5, 5), "In phôi", "PC 00")  # written last, of an earlier day
    return campaign


def columns(book) -> list[tuple]:
    return [(each.day.isoformat(), each.into, each.out, each.balance) for each in book.lines]


def test_lines_stand_by_their_days_and_each_tells_what_was_left(written):
    book = book_of([written])
    assert columns(book) == [
        ("2023-01-10", 5_000_000, None, 5_000_000),
        ("2023-05-05", None, 200_000, 4_800_000),
        ("2023-06-01", None, 700_000, 4_100_000),
        ("2024-02-01", 1_000_000, None, 5_100_000),
        ("2024-03-01", None, -700_000, 5_800_000),
        ("2024-03-01", None, 70_000, 5_730_000),
    ]
    assert (book.opening, book.income, book.paid, book.closing) == (0, 6_000_000, 270_000, 5_730_000)
    assert book.closing == fund_of(written).balance


def test_a_year_opens_with_what_the_year_before_left(written):
    first, second = book_of([written], 2023), book_of([written], 2024)
    assert (first.opening, first.income, first.paid, first.closing) == (0, 5_000_000, 900_000, 4_100_000)
    assert (second.opening, second.income, second.paid, second.closing) == (
        4_100_000, 1_000_000, -630_000, 5_730_000,
    )  # fmt: skip
    assert [each[3] for each in columns(second)] == [5_100_000, 5_800_000, 5_730_000]
    empty = book_of([written], 2025)
    assert (empty.opening, empty.closing, columns(empty)) == (5_730_000, 5_730_000, [])


def test_several_campaigns_are_one_book_and_a_rehearsal_is_none_of_them(written, ward, tam):
    next_year = make.CampaignFactory(ward=ward, code="CCHC-2024", year=2024)
    rehearsed = make.CampaignFactory(ward=ward, code="DT", is_rehearsal=True)
    for each in (next_year, rehearsed):
        ledger.receive(each, 300_000, by=tam, day=date(2024, 1, 5), text="Ngân sách cấp")
    beside = campaigns_beside(written)
    assert set(beside) == {written, next_year}
    book = book_of(beside, 2024)
    assert (book.opening, book.income, book.closing) == (4_100_000, 1_300_000, 6_030_000)
    assert [each[3] for each in columns(book)] == [4_400_000, 5_400_000, 6_100_000, 6_030_000]


def rows_on(html: str) -> list[list[str]]:
    """The table of the page as its cells' texts."""
    table = re.search(r"<table.*?</table>", html, re.DOTALL).group()
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    ]


@pytest.mark.parametrize("reader", ["tam", "cuc", "dung"])
def test_the_page_shows_the_columns_the_opening_balance_and_the_sums(written, request, reader):
    shown = signed_in(request.getfixturevalue(reader)).get(f"{PAGE}?nam=2024").content.decode()
    head, opening, *lines, sums = rows_on(shown)
    assert head == ["Dòng", "Ngày", "Chứng từ", "Nội dung", "Thu", "Chi", "Tồn", "Người ghi"]
    assert [opening[1], opening[3]] == ["Tồn đầu kỳ", "4.100.000"]
    assert [[each[2], each[4], each[5], each[6]] for each in lines] == [
        ["PT 01", "1.000.000", "", "5.100.000"],
        ["", "", "-700.000", "5.800.000"],
        ["PC 01", "", "70.000", "5.730.000"],
    ]
    assert sums[1:5] == ["Cộng phát sinh, tồn cuối kỳ", "1.000.000", "-630.000", "5.730.000"]


def test_a_long_book_opens_at_its_last_page_and_carries_the_balance_over(campaign, tam):
    for number in range(1, 54):
        ledger.receive(campaign, number, by=tam, day=date(2023, 1, 10), text=f"Khoản {number}")
    client = signed_in(tam)
    last, first = client.get(PAGE).content.decode(), client.get(f"{PAGE}?page=1").content.decode()
    _, brought, *lines, sums = rows_on(last)
    assert [brought[1], brought[3]] == ["Mang sang từ trang trước", "1.275"]
    assert [each[6] for each in lines] == ["1.326", "1.378", "1.431"]
    assert sums[2] == "1.431"
    assert len(rows_on(first)) == 52, "heading, opening balance, fifty lines; the sums stand on the last page"


@pytest.mark.parametrize("asked", ["?nam=abc", "?phong-trao=999999", "?nam=99999&phong-trao=x", "?page=x"])
def test_a_strange_address_shows_the_book_in_hand(written, tam, asked):
    shown = signed_in(tam).get(PAGE + asked)
    assert shown.status_code == 200
    assert "5.730.000" in shown.content.decode()


def test_the_book_of_a_rehearsal_is_not_opened_from_a_real_one(written, ward, tam):
    rehearsed = make.CampaignFactory(ward=ward, code="DT", is_rehearsal=True)
    ledger.receive(rehearsed, 123_000, by=tam, day=date(2024, 1, 5), text="Diễn tập")
    assert "123.000" not in signed_in(tam).get(f"{PAGE}?phong-trao={rehearsed.pk}").content.decode()


def test_the_workbook_says_the_same_to_two_other_programs(written, tam, tmp_path):
    sent = signed_in(tam).get(f"{PAGE}so-quy.xlsx?nam=2024")
    assert "CCHC-2023-so-quy-2024.xlsx" in sent.headers["Content-Disposition"]
    file = tmp_path / "so.xlsx"
    file.write_bytes(b"".join(sent.streaming_content) if sent.streaming else sent.content)
    sheet = openpyxl.load_workbook(file)["Sổ quỹ"]
    read = [row[3:7] for row in sheet.iter_rows(values_only=True) if row[3] and row[3] != "Nội dung"]
    told = [row[3:7] for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python() if row[3]]
    by_second = [[None if cell == "" else cell for cell in row] for row in told if row[0] != "Nội dung"]
    assert [list(row) for row in read] == by_second
    opening, *lines, closing = by_second
    assert opening[3] == 4_100_000
    balance = opening[3]
    for _, into, out, left in lines:
        balance += (into or 0) - (out or 0)
        assert left == balance
    assert closing[1:] == [sum(x[1] or 0 for x in lines), sum(x[2] or 0 for x in lines), balance]


def test_who_may_not_read_the_fund_opens_no_book(written, an, hoa, thu, van, kien, outsider, boss):
    for person in (an, hoa, thu, van, kien, outsider, boss):
        for address in (f"{PAGE}?phong-trao=tat-ca", f"{PAGE}so-quy.xlsx?nam=2024"):
            assert signed_in(person).get(address).status_code == 404, person
    assert FundEntry.objects.count() == 6
