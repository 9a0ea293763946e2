"""What the system knows is offered as evidence, put in with one press, and seen by the officer as such."""

import io
import re
import subprocess
from datetime import date

import docx
import pytest
import time_machine
from django.urls import reverse

from criteria import proposing
from criteria.workflow import INITIATIVE, RESULT
from dossiers.filing import facts
from dossiers.models import LinkedFact
from dossiers.papers.unit.papers import draft_paper
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.criteria import results as scene
from tests.lib.papers.faces import plain


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(make.at(8), tick=True):
        yield


@pytest.fixture
def dossier(campaign, unit, an):
    make.index(campaign.ward, 2022, "79.95")
    make.index(campaign.ward, 2023, "81.2")
    row = make.draft(campaign, unit, an)
    make.nominate(row, make.OfficialFactory(unit=unit, full_name="Lê Thị Bé", honorific="ba"))
    make.nominate(row, collective=make.CollectiveFactory(unit=unit))
    return row


@pytest.fixture
def person(dossier):
    return dossier.nominees.get(kind="individual")


@pytest.fixture
def collective(dossier):
    return dossier.nominees.get(kind="collective")


@pytest.fixture
def result(campaign, unit, an, thu):
    """999 of 1.000 verified for the second quarter."""
    target = scene.share_target(campaign)
    return RESULT.perform("verify", scene.report(campaign, unit, target, an), by=thu)


def recognised(campaign, unit, speaker, officer, title="Nhắc hạn qua Zalo", authors=()):
    made = proposing.start(speaker, campaign, unit, title)
    proposing.save(speaker, made, problem="Quên hạn", solution="Nhắc", effect="Đúng hạn", authors=authors)
    INITIATIVE.perform("propose", made, by=speaker)
    return INITIATIVE.perform(
        "recognise", made, by=officer, recognised_on=date(2023, 8, 15),
        recognised_by="Chủ tịch UBND Phường 6", recognised_in="QĐ 61",
    )  # fmt: skip


def text(response) -> str:
    return response.content.decode()


def keys(dossier, nominee) -> list[str]:
    return [fact.key for fact in facts.Known(dossier).of(nominee)]


def page(nominee) -> str:
    return reverse("dossier-evidence", args=[nominee.dossier.code, nominee.pk])


def press(client, nominee, criterion, key, **typed):
    return client.post(page(nominee), {"put_in": f"{criterion.pk}:{key}"} | typed)


def claim_of(nominee, criterion) -> str:
    return nominee.findings.get(criterion=criterion).claim


@pytest.fixture
def first(campaign):
    return campaign.criteria.filter(kind="individual").first()


# --- what is offered ----------------------------------------------------------------------------------


def test_results_index_and_own_initiatives_are_offered(
    campaign, dossier, person, collective, unit, other_unit, an, em, cuc, result
):
    idea = recognised(campaign, unit, an, cuc)
    recognised(campaign, other_unit, em, cuc, "Của đơn vị khác")
    assert keys(dossier, collective) == ["index", f"result-{result.target_id}", f"initiative-{idea.pk}"]
    assert keys(dossier, person) == ["index", f"result-{result.target_id}"], "not an author"
    proposing.Initiative.objects.get(pk=idea.pk).authors.add(person.official)
    assert keys(dossier, person)[-1] == f"initiative-{idea.pk}"


def test_what_is_not_verified_not_recognised_or_not_known_is_not_offered(
    campaign, dossier, collective, unit, an
):
    campaign.ward.indices.all().delete()
    scene.report(campaign, unit, scene.share_target(campaign), an)
    made = proposing.start(an, campaign, unit, "Chỉ mới đề xuất")
    proposing.save(an, made, problem="a", solution="b", effect="c")
    INITIATIVE.perform("propose", made, by=an)
    assert keys(dossier, collective) == []


def test_each_fact_stands_under_the_criteria_it_concerns_alone(
    client, campaign, dossier, person, unit, an, cuc, thu, result
):
    """In the words of the 2023 plan; its criterion on moral character is offered nothing."""
    idea = recognised(campaign, unit, an, cuc, authors=[person.official])
    training = scene.share_target(campaign, code="training", order=3, name="Cán bộ được tập huấn")
    RESULT.perform("verify", scene.report(campaign, unit, training, an), by=thu)
    plan = [
        ("Hoàn thành nhiệm vụ, có sáng kiến", {f"result-{result.target_id}", f"initiative-{idea.pk}"}),
        ("Thành tích nổi bật, Chỉ số CCHC của cơ quan", {"index"}),
        ("Phẩm chất đạo đức", set()),
        ("Học tập nâng cao trình độ", {f"result-{training.pk}"}),
    ]
    criteria = [
        campaign.criteria.update_or_create(
            kind="individual", order=order, defaults={"short": short, "text": short, "uses_index": order == 2}
        )[0]
        for order, (short, _) in enumerate(plan, 1)
    ]
    found = facts.Known(dossier).by_criterion(person, criteria)
    assert [{fact.key for fact in found[row.pk]} for row in criteria] == [keys for _, keys in plan]
    client.force_login(an)
    shown = text(client.get(page(person)))
    for row, (_, keys) in zip(criteria, plan, strict=True):
        for key in ("index", f"result-{result.target_id}", f"result-{training.pk}", f"initiative-{idea.pk}"):
            assert (f'value="{row.pk}:{key}"' in shown) is (key in keys)


def test_where_no_criterion_speaks_of_a_fact_it_is_offered_under_each(campaign, dossier, person, result):
    criteria = list(campaign.criteria.filter(kind="individual"))
    for row in criteria:
        row.short, row.text, row.uses_index = "Tiêu chí khác", "Nội dung khác.", False
    found = facts.Known(dossier).by_criterion(person, criteria)
    assert all(
        [fact.key for fact in found[row.pk]] == ["index", f"result-{result.target_id}"] for row in criteria
    )


# --- one press ------------------------------------------------------------------------------------------


def test_one_press_keeps_what_was_typed_and_puts_the_sentence_behind_it(client, person, first, an, result):
    client.force_login(an)
    typed = {f"claim_{first.pk}": "Em tự viết câu này.", "summary": "Tóm tắt mới"}
    response = press(client, person, first, f"result-{result.target_id}", **typed)
    assert response["Location"].endswith(f"#ket-qua-{first.pk}")
    mine, ours = claim_of(person, first).split("\n")
    assert mine == "Em tự viết câu này."
    assert "999/1.000, bằng 99,90 %" in ours
    person.refresh_from_db()
    assert person.summary == "Tóm tắt mới"
    linked = LinkedFact.objects.get()
    assert (linked.sentence, linked.by, linked.target) == (ours, an, result.target)
    shown = text(client.get(page(person)))
    assert "Kết quả chỉ tiêu đã xác nhận" in shown
    assert reverse("progress-unit", args=[person.dossier.unit.code]) in shown


def test_a_second_press_puts_nothing_in_twice(client, person, first, an):
    client.force_login(an)
    for status in (302, 422):
        assert press(client, person, first, "index").status_code == status
    assert claim_of(person, first).count("Chỉ số năm 2023") == 1
    assert LinkedFact.objects.count() == 1


def test_a_full_claim_takes_no_more_and_says_so(client, person, first, an):
    client.force_login(an)
    response = press(client, person, first, "index", **{f"claim_{first.pk}": "x" * 3990})
    assert response.status_code == 422
    assert "không còn chỗ" in text(response)
    assert claim_of(person, first) == "x" * 3990
    assert not LinkedFact.objects.exists()


def test_a_text_too_long_is_refused_first_and_nothing_is_put_in(client, person, first, an):
    client.force_login(an)
    response = press(client, person, first, "index", **{f"claim_{first.pk}": "y" * 4001})
    assert response.status_code == 422
    assert "tối đa 4.000 ký tự" in text(response)
    assert "y" * 4001 in text(response)
    assert not LinkedFact.objects.exists()


@pytest.mark.parametrize("key", ["result-9999", "initiative-9999", "bịa", ""])
def test_only_what_is_offered_is_put_in(client, person, first, an, key):
    client.force_login(an)
    response = press(client, person, first, key)
    assert response.status_code == 422
    assert "Số liệu này không còn" in text(response)


def test_a_criterion_of_another_kind_or_campaign_is_not_found(client, campaign, person, an):
    client.force_login(an)
    other = campaign.criteria.filter(kind="collective").first()
    assert press(client, person, other, "index").status_code == 404
    assert client.post(page(person), {"put_in": "x:index"}).status_code == 404
    assert client.post(page(person), {"take_out": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss"])
def test_nobody_but_the_unit_puts_anything_in(request, client, person, first, name):
    somebody = request.getfixturevalue(name)
    client.force_login(somebody)
    assert press(client, person, first, "index").status_code in (403, 404)
    with pytest.raises(NotAllowed):
        facts.put_in(somebody, person, first, "index")
    assert not LinkedFact.objects.exists()


def test_a_link_is_taken_away_and_the_words_stay(client, person, first, an):
    linked = facts.put_in(an, person, first, "index")
    client.force_login(an)
    client.post(page(person), {"take_out": str(linked.pk)})
    assert not LinkedFact.objects.exists()
    assert "Chỉ số năm 2023" in claim_of(person, first)


def test_what_was_handed_in_stays_and_nothing_is_added_after(dossier, person, first, an, cuc):
    linked = facts.put_in(an, person, first, "index")
    DOSSIER.perform("submit", make.complete(dossier, an), by=an)
    person.refresh_from_db()
    second = person.campaign.criteria.filter(kind="individual").last()
    with pytest.raises(Refused, match="không mở để sửa"):
        facts.put_in(an, person, second, "index")
    DOSSIER.perform("take_up", dossier, by=cuc)
    DOSSIER.perform(
        "return", dossier, by=cuc, due_on=date(2023, 11, 20), note="Ghi rõ",
        items=[{"nominee": person.pk, "reason": "Ghi rõ"}],
    )  # fmt: skip
    person.dossier.refresh_from_db()
    with pytest.raises(Refused, match="đã nộp cùng hồ sơ"):
        facts.take_out(an, linked)


# --- the officer and the council see it -------------------------------------------------------------------


def test_the_desk_shows_what_came_from_the_system_and_what_changed_since(
    client, campaign, dossier, person, first, an, cuc, result
):
    facts.put_in(an, person, first, "index")
    facts.put_in(an, person, first, f"result-{result.target_id}")
    person.findings.filter(criterion=first).update(claim="Đơn vị đã xóa câu của hệ thống.")
    DOSSIER.perform("submit", make.complete(dossier, an), by=an)
    campaign.ward.indices.filter(year=2023).update(value="84")
    RESULT.perform("return", result, by=make.user("thu2", "Thống Kê Hai", "office_statistics"), note="Sai số")
    client.force_login(cuc)
    shown = text(client.get(reverse("desk-dossier", args=[dossier.code])))
    assert "Từ hệ thống, " in shown
    assert "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt." in shown
    assert "Nay: Chỉ số năm 2023 là 84,00 %" in shown
    assert "999/1.000" in shown
    assert "Nay: không còn số liệu này." in shown


@pytest.mark.parametrize("more", [0, 3])
def test_what_is_known_is_read_in_a_constant_number_of_queries(
    campaign, dossier, unit, an, cuc, result, more, django_assert_num_queries
):
    people = [each.official for each in dossier.nominees.all() if each.official]
    for n in range(1 + more):
        recognised(campaign, unit, an, cuc, f"Cách {n}", authors=people)
        make.nominate(dossier)
    nominees = list(dossier.nominees.select_related("campaign", "official"))
    for each in nominees:
        each.dossier = dossier
    with django_assert_num_queries(8):
        known = facts.Known(dossier)
        assert all(known.of(each) for each in nominees)


# --- the report -------------------------------------------------------------------------------------------


def test_both_reports_print_the_table_of_targets(campaign, dossier, person, unit, an, result, tmp_path):
    scene.share_target(campaign, code="nothing", order=2, name="Văn bản điện tử")
    words = _words_of_both(person, tmp_path)
    for told in words:
        assert re.search(r"Chỉ tiêu Kế hoạch Thực hiện Tỷ lệ %", told)
        assert "999/1.000" in told
        assert "99,90%" in told
        assert "Chưa có số liệu" in told
        assert "Kết quả thực hiện chỉ tiêu của đơn vị" in told


def _words_of_both(person, tmp_path) -> list[str]:
    """What a second program reads in the PDF and in the DOCX, spaces evened out."""
    paper = draft_paper(person.dossier, "report", person)
    pdf = tmp_path / "bao-cao.pdf"
    pdf.write_bytes(render_pdf(paper))
    printed = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)  # noqa: S607
    document = docx.Document(io.BytesIO(render_docx(paper)))
    typed = [plain(each.text) for each in document.paragraphs]
    typed += [plain(cell.text) for table in document.tables for row in table.rows for cell in row.cells]
    return [" ".join(each.split()) for each in (printed.stdout, " ".join(typed))]
