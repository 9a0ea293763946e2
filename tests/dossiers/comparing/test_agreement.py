"""Do the three papers agree? Printed versions, digital files, one file twice, drafts nobody signed, photographs."""

import io
import re
import shutil
import subprocess
from dataclasses import replace

import pypdfium2
import pytest
import time_machine
from django.urls import reverse
from PIL import Image

from dossiers.comparing import agreement
from dossiers.comparing.agreement import Topic, differences
from dossiers.enums import PaperKind as Part
from dossiers.filing.attachments import add_paper
from dossiers.models import Nominee, PaperReading, ReviewMinutes
from dossiers.papers.unit import minutes as unit_minutes
from dossiers.papers.unit import report as unit_report
from dossiers.papers.unit import submission as unit_submission
from dossiers.papers.unit.papers import draft_of
from dossiers.workflow import DOSSIER
from phuong6.lib.files.uploads import images_to_pdf
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.papers.wording import Words
from phuong6.office.models import Move, Printout
from phuong6.office.papers.kinds import DRAFT
from phuong6.office.papers.printing import print_paper
from phuong6.office.workflow import Refused
from tests import factories as make

MODULES = {Part.SUBMISSION: unit_submission, Part.MINUTES: unit_minutes, Part.REPORT: unit_report}


@pytest.fixture
def dossier(campaign, unit, an):
    """A collective and two people, with the meeting written down and no paper yet."""
    row = make.draft(campaign, unit, an)
    make.nominate(row, collective=make.CollectiveFactory(unit=unit), order=1)
    make.nominate(
        row, make.OfficialFactory(unit=unit, full_name="Lê Văn Ân"), votes_for=8, votes_against=1, order=2
    )
    woman = make.OfficialFactory(unit=unit, full_name="Trần Thị Mẫu", honorific="ba", position="Phó khóm")
    make.nominate(row, woman, order=3)
    ReviewMinutes.objects.create(
        dossier=row, held_at=make.at(6), place="Văn phòng", chair="Lê Văn Ân", secretary="Trần Thị Mẫu",
        members=10, present=9, method="hands",
    )  # fmt: skip
    with time_machine.travel(make.at(8), tick=False):
        yield row


@pytest.fixture
def woman(dossier):
    return dossier.nominees.get(name="Trần Thị Mẫu")


def fresh(dossier):
    return type(dossier).objects.select_related("minutes", "campaign", "unit").get(pk=dossier.pk)


def printed(dossier, part, by, nominee=None) -> bytes:
    kind, subject = draft_of(fresh(dossier), part, nominee)
    return print_paper(kind, subject, by=by)


def bring(dossier, part, by, data, nominee=None):
    return add_paper(by, dossier, part, [("ban-ky.pdf", data)], nominee)


def all_printed(dossier, by):
    for part in (Part.SUBMISSION, Part.MINUTES):
        bring(dossier, part, by, printed(dossier, part, by))
    for nominee in dossier.nominees.all():
        bring(dossier, Part.REPORT, by, printed(dossier, Part.REPORT, by, nominee), nominee)


def written(dossier, part, nominee=None, **changes):
    """A paper as a unit may have rewritten it in Word: no code, other facts."""
    _, subject = draft_of(fresh(dossier), part, nominee)
    module = MODULES[part]
    facts = replace(module.facts(subject), **changes)
    return module.compose(facts, Words(module.KIND.words), DRAFT)


def photograph() -> bytes:
    """A picture of paper that shows no code."""
    picture = io.BytesIO()
    Image.effect_noise((700, 990), 40).save(picture, "JPEG")
    return images_to_pdf([picture.getvalue()])


def said(dossier, *topics) -> list[str]:
    """The sentences on these topics; all but unsigned drafts without any."""
    wanted = topics or tuple(topic for topic in Topic if topic is not Topic.UNSIGNED)
    return [each.sentence for each in differences(fresh(dossier)) if each.topic in wanted]


# --- printed versions -----------------------------------------------------------------------------------


def test_papers_printed_from_the_same_answers_agree(dossier, an):
    all_printed(dossier, an)
    assert said(dossier) == []
    assert all(each.printout for each in dossier.papers.all())


def test_a_nominee_taken_off_after_one_paper_was_signed_is_named(dossier, an, woman):
    bring(dossier, Part.SUBMISSION, an, printed(dossier, Part.SUBMISSION, an))
    Nominee.objects.filter(pk=woman.pk).update(status="withdrawn")
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    assert said(dossier) == [
        (
            "Tờ trình đề nghị 02 cá nhân, Biên bản họp bình xét có 01 cá nhân, phần đã nhập có 01 cá nhân: "
            "phần đã nhập thiếu Bà Trần Thị Mẫu; Biên bản họp bình xét thiếu Bà Trần Thị Mẫu."
        )
    ]


def test_votes_changed_after_the_minutes_were_signed(dossier, an, woman):
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    Nominee.objects.filter(pk=woman.pk).update(votes_for=7, votes_against=2)
    bring(dossier, Part.SUBMISSION, an, printed(dossier, Part.SUBMISSION, an))
    assert said(dossier) == [
        "Số phiếu tán thành của Bà Trần Thị Mẫu: Tờ trình ghi 7, Biên bản họp bình xét ghi 9, phần đã nhập ghi 7.",
        "Số phiếu không tán thành của Bà Trần Thị Mẫu: Biên bản họp bình xét ghi 0, phần đã nhập ghi 2.",
    ]


def test_a_place_printed_with_dots_and_filled_in_later_is_told(dossier, an, woman):
    Nominee.objects.filter(pk=woman.pk).update(votes_against=None, votes_other=None)
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    assert said(dossier) == [], "the answers are as empty as the paper"
    Nominee.objects.filter(pk=woman.pk).update(votes_against=0)
    assert said(dossier) == [
        (
            "Số phiếu không tán thành của Bà Trần Thị Mẫu: Biên bản họp bình xét in ra còn để trống, "
            "phần đã nhập ghi 0."
        )
    ]
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    assert said(dossier) == []


def test_papers_printed_before_the_meeting_was_written_down_are_told(dossier, an):
    ReviewMinutes.objects.update(held_at=None, present=None)
    for part in (Part.SUBMISSION, Part.MINUTES):
        bring(dossier, part, an, printed(dossier, part, an))
    ReviewMinutes.objects.update(held_at=make.at(6), present=9)
    both = "Tờ trình in ra còn để trống, Biên bản họp bình xét in ra còn để trống"
    assert said(dossier, Topic.MEETING) == [
        "Số người có mặt tại cuộc họp: Biên bản họp bình xét in ra còn để trống, phần đã nhập ghi 9.",
        f"Ngày họp bình xét: {both}, phần đã nhập ghi 06/11/2023.",
    ]
    assert (
        "Số phiếu tán thành của Bà Trần Thị Mẫu: Tờ trình in ra còn để trống, "
        "Biên bản họp bình xét ghi 9, phần đã nhập ghi 9."
    ) in said(dossier, Topic.VOTES)


def test_a_title_name_day_or_order_changed_after_signing(dossier, an, woman):
    all_printed(dossier, an)
    Nominee.objects.filter(pk=woman.pk).update(name="Trần Thị Mậu", position="Trưởng khóm", order=1)
    ReviewMinutes.objects.update(held_at=make.at(5), present=8)
    assert {each.topic for each in differences(fresh(dossier))} - {Topic.UNSIGNED} == {
        Topic.NAME, Topic.POSITION, Topic.ORDER, Topic.MEETING,
    }  # fmt: skip
    assert said(dossier, Topic.MEETING) == [
        "Số người có mặt tại cuộc họp: Tờ trình ghi 9, Biên bản họp bình xét ghi 9, phần đã nhập ghi 8.",
        "Ngày họp bình xét: Tờ trình ghi 06/11/2023, Biên bản họp bình xét ghi 06/11/2023, phần đã nhập ghi 05/11/2023.",
    ]


def test_somebody_taken_off_and_nominated_again_is_the_same_person(dossier, an, woman):
    all_printed(dossier, an)
    Nominee.objects.filter(pk=woman.pk).update(status="withdrawn")
    make.nominate(dossier, woman.official, order=3)
    assert said(dossier, Topic.NOMINEES, Topic.NAME) == []


def test_a_page_of_another_paper_is_told_apart(dossier, an):
    bring(dossier, Part.SUBMISSION, an, printed(dossier, Part.MINUTES, an))
    assert said(dossier) == ["Tờ trình: trang in mang mã của một giấy tờ khác. Hãy xem lại tệp."]


def test_a_copy_scanned_back_says_itself_which_version_it_is(dossier, an):
    printed(dossier, Part.MINUTES, an)
    version = Printout.objects.get()
    kept = add_paper(an, dossier, Part.MINUTES, [("quet.pdf", photograph())], printout=version)
    assert kept.printout == version
    assert said(dossier) == []


def test_a_photograph_of_a_printed_page_is_known_by_its_code(dossier, an, woman):
    pages = pypdfium2.PdfDocument(printed(dossier, Part.MINUTES, an))
    photos = []
    for page in pages:
        picture = io.BytesIO()
        page.render(scale=2.5).to_pil().rotate(3, expand=True, fillcolor="gray").save(
            picture, "JPEG", quality=80
        )
        photos.append((f"{len(photos)}.jpg", picture.getvalue()))
    kept = add_paper(an, dossier, Part.MINUTES, photos)
    assert kept.printout == Printout.objects.get()
    Nominee.objects.filter(pk=woman.pk).update(votes_for=4)
    assert said(dossier) == [
        "Số phiếu tán thành của Bà Trần Thị Mẫu: Biên bản họp bình xét ghi 9, phần đã nhập ghi 4."
    ]


# --- digital files without our code ---------------------------------------------------------------------


def test_a_word_file_with_the_same_facts_agrees_word_for_word(dossier, an):
    for part in (Part.SUBMISSION, Part.MINUTES):
        bring(dossier, part, an, render_pdf(written(dossier, part)))
    for nominee in dossier.nominees.all():
        bring(dossier, Part.REPORT, an, render_pdf(written(dossier, Part.REPORT, nominee)), nominee)
    assert said(dossier) == []


def test_dots_in_a_word_file_are_read_as_dots_not_closed_up(dossier, an, woman):
    lines = unit_minutes.facts(fresh(dossier)).nominees
    dotted = tuple(replace(each, votes_against=None) if each.id == woman.pk else each for each in lines)
    bring(dossier, Part.MINUTES, an, render_pdf(written(dossier, Part.MINUTES, nominees=dotted)))
    assert said(dossier) == [
        (
            "Số phiếu không tán thành của Bà Trần Thị Mẫu: Biên bản họp bình xét in ra còn để trống, "
            "phần đã nhập ghi 0."
        )
    ]


def test_a_word_file_saved_by_another_program_is_read_too(dossier, an, tmp_path, woman):
    """An edited DOCX, printed to PDF by LibreOffice: one vote, one name and the count differ."""
    lines = unit_submission.facts(fresh(dossier)).nominees
    others = tuple(replace(each, votes_for=6) if each.id == woman.pk else each for each in lines[1:])
    added = replace(lines[2], id=0, name="Ngô Văn Lạ", honorific="Ông")
    (tmp_path / "sua.docx").write_bytes(
        render_docx(written(dossier, Part.SUBMISSION, nominees=(lines[0], *others, added)))
    )
    subprocess.run(
        [shutil.which("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", tmp_path, tmp_path / "sua.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    bring(dossier, Part.SUBMISSION, an, (tmp_path / "sua.pdf").read_bytes())
    assert said(dossier) == [
        "Tờ trình đề nghị 03 cá nhân, phần đã nhập có 02 cá nhân: Tờ trình có Ngô Văn Lạ không được đề nghị.",
        "Số phiếu tán thành của Bà Trần Thị Mẫu: Tờ trình ghi 6, phần đã nhập ghi 9.",
    ]


def test_a_name_left_out_of_the_minutes_is_named_beside_the_counts(dossier, an, woman):
    lines = unit_minutes.facts(fresh(dossier)).nominees
    shorter = tuple(each for each in lines if each.id != woman.pk)
    bring(dossier, Part.SUBMISSION, an, render_pdf(written(dossier, Part.SUBMISSION)))
    bring(dossier, Part.MINUTES, an, render_pdf(written(dossier, Part.MINUTES, nominees=shorter)))
    assert said(dossier) == [
        (
            "Tờ trình đề nghị 02 cá nhân, Biên bản họp bình xét có 01 cá nhân, phần đã nhập có 02 cá nhân: "
            "Biên bản họp bình xét thiếu Bà Trần Thị Mẫu."
        )
    ]


def test_a_report_of_somebody_else_and_a_changed_title_are_found(dossier, an, woman):
    man = dossier.nominees.get(name="Lê Văn Ân")
    bring(dossier, Part.REPORT, an, render_pdf(written(dossier, Part.REPORT, man)), woman)
    label = "Báo cáo thành tích của Bà Trần Thị Mẫu ghi khác hoặc không ghi"
    assert said(dossier) == [
        f"Tên in trên giấy tờ: {label}, phần đã nhập ghi “Bà Trần Thị Mẫu”.",
        f"Chức vụ của Bà Trần Thị Mẫu: {label}, phần đã nhập ghi “Phó khóm”.",
    ]


def test_the_heads_name_under_anothers_report_does_not_make_it_his(dossier, an, woman):
    """The head confirms the report of Trần Thị Mẫu: brought as his own, it still names somebody else."""
    man = dossier.nominees.get(name="Lê Văn Ân")
    type(woman.official).objects.exclude(pk=man.official_id).update(position="Phó khóm")
    bring(dossier, Part.REPORT, an, render_pdf(written(dossier, Part.REPORT, woman)), man)
    assert "Tên in trên giấy tờ" in " ".join(said(dossier, Topic.NAME))


@pytest.mark.parametrize("names", [("Nguyễn Văn Em", "Nguyễn Văn Em Út"), ("Lê Thị Hoa", "Lê Thị Hoa")])
def test_names_that_begin_alike_or_are_the_same_are_not_confused(campaign, unit, an, names):
    row = make.draft(campaign, unit, an)
    for order, name in enumerate(names, 1):
        person = make.OfficialFactory(unit=unit, full_name=name, birth_year=1960 + order)
        make.nominate(row, person, order=order, votes_for=5 + order)
    ReviewMinutes.objects.create(dossier=row, held_at=make.at(6), members=9, present=9)
    for part in (Part.SUBMISSION, Part.MINUTES):
        bring(row, part, an, render_pdf(written(row, part)))
    assert said(row) == []


# --- files ----------------------------------------------------------------------------------------------


def test_one_file_for_two_papers_is_told(dossier, an):
    scan = photograph()
    for part in (Part.SUBMISSION, Part.MINUTES):
        bring(dossier, part, an, scan)
    assert said(dossier, Topic.SAME_FILE) == [
        "Cùng một tệp được dùng cho 2 giấy tờ: Tờ trình; Biên bản họp bình xét."
    ]


def test_a_draft_of_ours_brought_back_unsigned_is_told(dossier, an):
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    assert said(dossier, Topic.UNSIGNED) == [
        "Tệp chưa có chữ ký của ai (tệp điện tử không ký số, không phải bản chụp): Biên bản họp bình xét."
    ]


def test_a_draft_signed_with_a_key_or_by_hand_is_not(dossier, an):
    kept = bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    PaperReading.objects.filter(paper=kept).update(unsigned=False)
    assert said(dossier, Topic.UNSIGNED) == []


def test_a_photograph_without_a_code_says_that_nobody_could_read_it(dossier, an):
    bring(dossier, Part.SUBMISSION, an, photograph())
    found = differences(fresh(dossier))
    assert [each.sentence for each in found] == [
        "Bản chụp không đọc được chữ; hãy đối chiếu bằng mắt: Tờ trình."
    ]
    assert agreement.to_confirm(found) == []


def test_the_newest_version_counts(dossier, an, woman):
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    Nominee.objects.filter(pk=woman.pk).update(votes_for=7)
    assert said(dossier)
    bring(dossier, Part.MINUTES, an, printed(dossier, Part.MINUTES, an))
    assert said(dossier) == []


# --- the tick -------------------------------------------------------------------------------------------


@pytest.fixture
def disagreeing(dossier, an, woman):
    all_printed(dossier, an)
    PaperReading.objects.update(unsigned=False)
    Nominee.objects.filter(pk=woman.pk).update(votes_for=7)
    return fresh(dossier)


def test_a_difference_stops_nobody_who_says_he_has_compared(disagreeing, an):
    with pytest.raises(Refused, match="Tôi đã đối chiếu"):
        DOSSIER.perform("submit", disagreeing, by=an, at=make.at(10))
    assert DOSSIER.perform("submit", disagreeing, by=an, at=make.at(10), compared=True).status == "submitted"


def test_the_check_page_lists_it_asks_for_the_tick_and_logs_what_was_compared(disagreeing, an, client):
    client.force_login(an)
    page = client.get(reverse("dossier-step", args=[disagreeing.code, "kiem-tra"])).content.decode()
    point = "Số phiếu tán thành của Bà Trần Thị Mẫu: Tờ trình ghi 9, Biên bản họp bình xét ghi 9, phần đã nhập ghi 7."
    assert point in page
    assert 'name="compared"' in page
    submit = reverse("dossier-move", args=[disagreeing.code, "submit"])
    refused = client.post(submit)
    assert refused.status_code == 422
    assert "đánh dấu “Tôi đã đối chiếu”" in refused.content.decode()
    assert client.post(submit, {"compared": proof_on(page)}).status_code == 302
    assert Move.objects.get(move="submit").note == f"Đơn vị đã đối chiếu: {point}"


def proof_on(page: str) -> str:
    """What ticking the box of this page would post."""
    return re.search(r'name="compared" id="id_compared" value="(\w+)"', page)[1]


def check_page(client, dossier) -> str:
    return client.get(reverse("dossier-step", args=[dossier.code, "kiem-tra"])).content.decode()


def test_a_difference_that_came_after_the_page_is_not_logged_as_compared(disagreeing, an, woman, client):
    client.force_login(an)
    old = check_page(client, disagreeing)
    Nominee.objects.filter(pk=woman.pk).update(votes_for=6)  # somebody else mends an answer meanwhile
    submit = reverse("dossier-move", args=[disagreeing.code, "submit"])
    refused = client.post(submit, {"compared": proof_on(old)})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "các điểm chưa khớp đã thay đổi từ lúc ông (bà) mở trang này" in page
    assert "phần đã nhập ghi 6" in page
    assert proof_on(page) != proof_on(old)
    assert " checked" not in page
    assert not Move.objects.filter(move="submit").exists()
    assert client.post(submit, {"compared": proof_on(page)}).status_code == 302
    assert "phần đã nhập ghi 6." in Move.objects.get(move="submit").note


def test_differences_that_went_away_after_the_page_are_not_logged_as_compared(disagreeing, an, woman, client):
    client.force_login(an)
    old = check_page(client, disagreeing)
    Nominee.objects.filter(pk=woman.pk).update(votes_for=9)
    submit = reverse("dossier-move", args=[disagreeing.code, "submit"])
    refused = client.post(submit, {"compared": proof_on(old)})
    assert refused.status_code == 422
    assert "các điểm chưa khớp đã thay đổi" in refused.content.decode()
    assert client.post(submit).status_code == 302
    assert Move.objects.get(move="submit").note == ""


@pytest.mark.parametrize("made_up", ["1", "on", "0" * 64, "đã xem"])
def test_a_tick_without_the_proof_of_a_page_counts_for_nothing(disagreeing, an, client, made_up):
    client.force_login(an)
    submit = reverse("dossier-move", args=[disagreeing.code, "submit"])
    assert client.post(submit, {"compared": made_up}).status_code == 422
    assert not Move.objects.filter(move="submit").exists()


def test_the_proof_of_one_person_is_not_another_s(disagreeing, an, em):
    told = agreement.to_confirm(differences(disagreeing))
    assert agreement.proof_of_showing(disagreeing, told, an) != agreement.proof_of_showing(
        disagreeing, told, em
    )


def test_a_tick_stays_when_something_else_stops_the_submission(disagreeing, an, client):
    client.force_login(an)
    proof = proof_on(check_page(client, disagreeing))
    ReviewMinutes.objects.filter(dossier=disagreeing).update(chair="")
    refused = client.post(reverse("dossier-move", args=[disagreeing.code, "submit"]), {"compared": proof})
    assert refused.status_code == 422
    assert f'value="{proof}" checked' in refused.content.decode()


def test_who_saw_no_page_leaves_no_log_of_a_comparison(disagreeing, an):
    DOSSIER.perform("submit", disagreeing, by=an, at=make.at(10), compared=True)
    assert Move.objects.get(move="submit").note == ""


def test_papers_that_agree_ask_for_no_tick(dossier, an, client):
    all_printed(dossier, an)
    PaperReading.objects.update(unsigned=False)
    client.force_login(an)
    page = client.get(reverse("dossier-step", args=[dossier.code, "kiem-tra"])).content.decode()
    assert "Không thấy chỗ nào chưa khớp." in page
    assert 'name="compared"' not in page


def test_the_officer_sees_the_differences_among_the_checks(disagreeing, an, cuc, client):
    DOSSIER.perform("submit", disagreeing, by=an, at=make.at(10), compared=True)
    client.force_login(cuc)
    page = client.get(reverse("desk-dossier", args=[disagreeing.code])).content.decode()
    assert "Ba giấy tờ khớp nhau" in page
    assert "phần đã nhập ghi 7" in page


@pytest.mark.parametrize("more", [0, 3])
def test_comparing_asks_the_database_twice_however_many_papers(dossier, an, more, django_assert_num_queries):
    for number in range(more):
        make.nominate(dossier, order=4 + number)
    all_printed(dossier, an)
    row = fresh(dossier)
    with django_assert_num_queries(2):
        differences(row)
