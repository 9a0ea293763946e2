"""All papers of a campaign in one ZIP: what is in it and what is not, who gets it, made again, in little memory."""

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from awards.council.meetings import plan_meeting
from awards.council.papers.invitation import KIND as INVITATION_KIND
from awards.council.papers.minutes import KIND as MINUTES_KIND
from awards.decisions.workflow import issue
from awards.enums import MeetingStatus
from awards.models import CouncilMeeting
from awards.report import archive as campaign_archive
from awards.report.archive import ELSEWHERE, KIND, make_archive
from dossiers.enums import PaperKind
from phuong6.lib.papers.archive import HASHES, READ_ME
from phuong6.office import jobs
from phuong6.office.files import store_made
from phuong6.office.models import Job, SignedCopy, StoredFile
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import NotAllowed
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.council.scene import voters
from tests.lib.papers.test_bundle import pdf_of

ROOT = Path(__file__).parents[3]
PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_./-]*")


@pytest.fixture
def two_dossiers(campaign, unit, other_unit, an, em):
    """Two units have handed in; a third only began."""
    third = make.UnitFactory(ward=campaign.ward, name="Ban nhân dân Khóm 3", code="khom-3")
    make.draft(campaign, third, make.user("ba", "Người Khóm Ba", "unit", third))
    return [make.submitted(campaign, unit, an), make.submitted(campaign, other_unit, em)]


@pytest.fixture
def meeting(campaign, cuc):
    return plan_meeting(campaign, make.council(campaign.ward), by=cuc, held_at=make.at(24), mode="open")


def signed_back(kind, subject, by, word: str) -> SignedCopy:
    """A paper of the ward's that came back signed."""
    kept = store_made(pdf_of(word), name="Biên bản của Lê Thị Bé.pdf", by=by)
    return SignedCopy.objects.create(kind=kind.key, subject=subject, file=kept, by=by)


def made(campaign, by, commit) -> zipfile.ZipFile:
    """The archive as it comes out of the background."""
    with commit(execute=True):
        job = make_archive(campaign, by=by)
    job.refresh_from_db()
    assert (job.state, job.done) == (Job.State.DONE, job.total), job.error
    with job.result.file.open("rb") as kept:
        return zipfile.ZipFile(io.BytesIO(kept.read()))


@pytest.fixture
def issued_decision(campaign, unit, an, cuc, dung):
    decision = scene.confirmed(dung, campaign, unit, an, cuc, voters(3))
    return issue(decision, by=cuc, number=56, decided_on=scene.PLANNED)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


# --- what is in it ------------------------------------------------------------------------------------


def test_every_dossier_handed_in_lies_in_its_folder_joined_and_as_it_came(
    two_dossiers, campaign, cuc, commit
):
    packed = made(campaign, cuc, commit)
    receipts = [each.receipts.get().pk for each in two_dossiers]
    expected = []
    for dossier, receipt in zip(two_dossiers, receipts, strict=True):
        kinds = [
            "ca-ho-so",
            "to-trinh",
            "bien-ban",
            "bao-cao-01",
            f"phieu-tiep-nhan-{receipt}",
            "ket-qua-tham-dinh",
            "nhat-ky",
        ]
        expected += [f"{dossier.code}/{dossier.code}-{kind}.pdf" for kind in kinds]
    assert packed.namelist() == [*expected, READ_ME, HASHES]
    assert "Hồ sơ chưa nộp nên không có ở đây:\r\n- Ban nhân dân Khóm 3" in packed.read(READ_ME).decode()


def test_sha256sum_finds_the_archive_whole(two_dossiers, campaign, cuc, commit, tmp_path):
    made(campaign, cuc, commit).extractall(tmp_path / "ra")
    done = subprocess.run(
        ["/usr/bin/env", "sha256sum", "--strict", "-c", HASHES], cwd=tmp_path / "ra", capture_output=True, check=False
    )  # fmt: skip
    assert (done.returncode, done.stdout.count(b": OK")) == (0, 15)


def test_what_a_dossier_lacks_is_told(two_dossiers, campaign, cuc, commit):
    two_dossiers[0].papers.filter(kind=PaperKind.MINUTES).delete()
    told = made(campaign, cuc, commit).read(READ_ME).decode()
    assert f"Chưa có trong hồ sơ {two_dossiers[0].code}:\r\n- Biên bản họp bình xét thi đua" in told


def test_the_wards_signed_papers_lie_in_a_folder_of_their_own(two_dossiers, meeting, campaign, cuc, commit):
    copy = signed_back(INVITATION_KIND, meeting, cuc, "GIAYMOI")
    packed = made(campaign, cuc, commit)
    [name] = [each for each in packed.namelist() if each.startswith("van-ban-cua-phuong/")]
    assert name.endswith(f"-ban-ky-{copy.pk}.pdf")
    assert b"GIAYMOI" in packed.read(name) or packed.getinfo(name).file_size == copy.file.size


def test_an_issued_decision_is_in_it(campaign, cuc, commit, issued_decision):
    names = made(campaign, cuc, commit).namelist()
    assert [each for each in names if "quyet-dinh" in each] == [
        "van-ban-cua-phuong/CCHC-2023-quyet-dinh-so-56-2023.pdf"
    ]


def test_names_are_plain_and_name_nobody(two_dossiers, meeting, campaign, cuc, commit):
    signed_back(INVITATION_KIND, meeting, cuc, "GIAYMOI")
    names = made(campaign, cuc, commit).namelist()
    assert all(PLAIN.fullmatch(name) for name in names)
    assert len(set(names)) == len(names)
    assert not re.search(r"(?i)nguy|le-thi|so-\d+-[a-z]", " ".join(names))


def test_nothing_of_an_open_meetings_vote_is_in_it(two_dossiers, meeting, campaign, cuc, dung, commit):
    signed_back(MINUTES_KIND, meeting, cuc, "BIENBAN")
    CouncilMeeting.objects.update(status=MeetingStatus.OPEN, opened_at=make.at(24))
    for person in (cuc, dung):
        assert not [
            name for name in made(campaign, person, commit).namelist() if "van-ban-cua-phuong" in name
        ]
    CouncilMeeting.objects.update(status=MeetingStatus.CLOSED, closed_at=make.at(24), minutes_number=1)
    assert [name for name in made(campaign, cuc, commit).namelist() if "bien-ban-hop-hoi-dong" in name]


def test_papers_of_another_campaign_stay_out(two_dossiers, campaign, cuc, commit):
    other = make.CampaignFactory(ward=campaign.ward, code="CCHC-2024", year=2024)
    other_meeting = plan_meeting(other, make.council(campaign.ward), by=cuc, held_at=make.at(24), mode="open")
    signed_back(INVITATION_KIND, other_meeting, cuc, "NAMKHAC")
    assert not [
        name for name in made(campaign, cuc, commit).namelist() if "2024" in name or "van-ban" in name
    ]


def test_every_kind_of_paper_leads_to_its_campaign(campaign):
    assert {kind.model for kind in KINDS.values() if kind.model.startswith("awards.")}
    for model in campaign_archive._models():
        assert model._meta.app_label not in ELSEWHERE
        assert list(model._default_manager.filter(**campaign_archive._of(model, campaign))) in (
            [],
            [campaign],
        )


def test_a_model_that_leads_nowhere_is_told_to_the_programmer(campaign):
    with pytest.raises(LookupError, match="leads to no campaign"):
        campaign_archive._of(StoredFile, campaign)


# --- who ----------------------------------------------------------------------------------------------


def test_only_the_office_asks_for_it(campaign, client, an, hoa, thu, van, kien, outsider, boss, cuc, dung):
    address = reverse("campaign-archive")
    for person in (an, hoa, thu, van, kien, outsider, boss):
        client.force_login(person)
        assert client.get(address).status_code == client.post(address).status_code == 404
        with pytest.raises(NotAllowed):
            make_archive(campaign, by=person)
    for person in (cuc, dung):
        client.force_login(person)
        assert client.get(address).status_code == 200
    assert not Job.objects.exists()


def test_the_desk_leads_to_it_and_the_page_says_what_will_come(two_dossiers, client, cuc, thu, commit):
    client.force_login(thu)
    assert "tat-ca-van-ban" not in client.get(reverse("desk-queue")).content.decode()
    client.force_login(cuc)
    assert reverse("campaign-archive") in client.get(reverse("desk-queue")).content.decode()
    assert "Bắt đầu gom văn bản" in client.get(reverse("campaign-archive")).content.decode()
    with commit(execute=True):
        response = client.post(reverse("campaign-archive"))
    shown = client.get(response["Location"]).content.decode()
    assert "Tải kết quả về máy" in shown


def test_pressing_twice_makes_one_job(two_dossiers, client, cuc):
    client.force_login(cuc)
    one, two = (client.post(reverse("campaign-archive"))["Location"] for _ in range(2))
    assert one == two


def test_whoever_lost_the_role_gets_nothing(two_dossiers, campaign, client, cuc, commit):
    job = make_archive(campaign, by=cuc)
    cuc.memberships.all().delete()
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.FAILED, None)
    assert "không còn quyền" in job.error
    client.force_login(cuc)
    assert client.get(reverse("job-result", args=[job.pk])).status_code == 404


# --- how it is made -----------------------------------------------------------------------------------


def test_progress_moves_from_dossier_to_dossier(two_dossiers, campaign, cuc):
    heard = []
    job = Job.objects.create(kind=KIND, title="x", params={"campaign": campaign.pk}, total=3, by=cuc)
    campaign_archive._work(job, heard.append)
    assert sorted(heard) == heard
    assert set(heard) == {0, 1, 2}


def test_a_try_that_broke_off_leaves_nothing_and_the_next_makes_the_same(
    two_dossiers, campaign, cuc, commit, monkeypatch, caplog
):
    once = []

    def break_off(*args):
        if not once:
            once.append(True)
            raise OSError("đĩa đầy")
        return real(*args)

    real = campaign_archive._dossier_entries
    monkeypatch.setattr(campaign_archive, "_dossier_entries", break_off)
    before = StoredFile.objects.count()
    packed = made(campaign, cuc, commit)
    assert Job.objects.get().tries == 2
    assert StoredFile.objects.count() == before + 1
    again = made(campaign, cuc, commit)
    assert packed.fp.getvalue() == again.fp.getvalue()


def test_a_worker_that_lost_the_job_keeps_no_file(two_dossiers, campaign, cuc, monkeypatch):
    job = make_archive(campaign, by=cuc)
    before = StoredFile.objects.count()
    real = campaign_archive._dossier_entries

    def taken_over(*args):
        Job.objects.filter(pk=job.pk).update(tries=9)
        return real(*args)

    monkeypatch.setattr(campaign_archive, "_dossier_entries", taken_over)
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, StoredFile.objects.count()) == (Job.State.RUNNING, None, before)


def test_twenty_dossiers_of_thirty_pages_are_made_in_little_memory(tmp_path):
    """120 MB of scans in a process that may take 80 MB more than it has when it begins."""
    script = Path(__file__).with_name("archive_in_little_memory.py")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'it.sqlite3'}",
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "phuong6.settings",
    }
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), "20", "30", "200000", "80"],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "made 142 files" in done.stdout
