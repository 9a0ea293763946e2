"""Another ward, from an empty database to a rehearsed giấy khen: nothing of Phường 6 is left anywhere."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command

from awards.certificates.papers.certificate import certificate_text
from awards.council.papers import minutes, proposal
from awards.decisions.papers import decision
from awards.models import Certificate
from campaigns.checks import opening_missing
from campaigns.discarding import throw_away
from campaigns.enums import Role, UnitKind
from campaigns.models import Campaign, Unit, Ward
from campaigns.people.units import keep_whole_unit
from campaigns.review import doubts_of, look_at
from campaigns.workflow import CAMPAIGN
from criteria.copying import copy_for_rehearsal
from dossiers.papers.unit import submission
from phuong6.lib.papers.docx import render_docx
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.lib.papers.faces import docx_words, pdf_words

OLD = re.compile(r"Phường 6|phường 6|Cao Lãnh|PHƯỜNG 6|CAO LÃNH")
OWN = {
    "ward_name": "Ủy ban nhân dân phường Sông Quê",
    "ward_short": "UBND phường Sông Quê",
    "superior_name": "Ủy ban nhân dân tỉnh Đồng Tháp",
    "place_name": "Sông Quê",
    "city_name": "tỉnh Đồng Tháp",
    "chairman_name": "Hồ Văn Mẫu",
}
UNITS = {
    "ubnd": "Ủy ban nhân dân phường Sông Quê",
    "mttq": "Ủy ban Mặt trận Tổ quốc Việt Nam phường Sông Quê",
}


def every_text() -> list[str]:
    """Each text in the database that says something of the old ward, with where it stands; the log tells what was."""
    found = []
    for model in apps.get_models():
        if (
            model._meta.app_label not in ("campaigns", "criteria", "dossiers", "awards")
            or not model._meta.managed
        ):
            continue
        for row in model._base_manager.all():
            found += [
                f"{model._meta.label}.{field.name}: {value}"
                for field in model._meta.concrete_fields
                if isinstance(value := getattr(row, field.attname), str) and OLD.search(value)
            ]
    return found


@pytest.fixture
def another(national, cuc):
    """What the officer of another ward does on her first day: names, units, the shipped plan copied and thrown away."""
    call_command("loaddata", "plan-2023", verbosity=0)
    Ward.objects.update(**OWN)
    ward = Ward.objects.get()
    for code, name in UNITS.items():
        unit = Unit.objects.get(code=code)
        unit.name = name
        unit.save()
        keep_whole_unit(unit)
        unit.collectives.filter(is_whole_unit=True).update(name=name)
    plan = Campaign.objects.get()
    copy = copy_for_rehearsal(
        plan, code="DT-1", name="Phong trào thi đua “Cải cách hành chính” năm 2023 (diễn tập)", year=2023,
        ends_on=date(2027, 10, 30), too_late_on=date(2027, 11, 15),
    )  # fmt: skip
    throw_away(plan, cuc)
    return ward, copy


def put_right(text: str) -> str:
    """As the officer would word it."""
    for before, after in (
        ("Phường 6", "phường Sông Quê"),
        ("UBND thành phố Cao Lãnh", "UBND tỉnh Đồng Tháp"),
        ("thành phố Cao Lãnh", "tỉnh Đồng Tháp"),
    ):
        text = text.replace(before, after)
    return text


def test_from_an_empty_database_to_a_giay_khen_without_phuong_6(another, cuc, hoa, tmp_path):
    ward, campaign = another
    assert opening_missing(campaign, None), "it does not open before it is reviewed"
    assert every_text(), "the copy still speaks of the old ward"
    for doubt in doubts_of(campaign):
        look_at(campaign, doubt.place.key, put_right(doubt.place.text), doubt.place.digest, cuc)
    campaign.refresh_from_db()
    assert every_text() == []
    CAMPAIGN.perform("open", campaign, by=cuc)
    assert campaign.mark == "DIỄN TẬP"

    unit = Unit.objects.create(
        ward=ward,
        code="to-9",
        name="Tổ dân phố số 9 phường Sông Quê",
        kind=UnitKind.NEIGHBOURHOOD,
        has_seal=False,
    )
    an = make.user("an", "Lê Thị An", Role.UNIT, unit)
    dung = make.user("dung", OWN["chairman_name"], Role.CHAIRMAN)
    make.SignerFactory(ward=ward, user=dung, name=dung.full_name)
    issued = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    dossier = campaign.dossiers.get()
    for kind, subject in (
        (submission.KIND, dossier), (minutes.KIND, issued.meeting), (proposal.KIND, issued.meeting),
        (decision.KIND, issued),
    ):  # fmt: skip
        paper = kind.paper(subject)
        printed, written = (
            " ".join(each) for each in (pdf_words(paper, tmp_path), docx_words(render_docx(paper)))
        )
        assert not OLD.search(printed), kind.key
        assert not OLD.search(written), kind.key
        assert "phường Sông Quê" in written
    certificates = Certificate.objects.filter(award__decision=issued)
    assert certificates.count() == 3
    for each in certificates:
        assert not OLD.search(str(certificate_text(each, None)))
        assert "phường Sông Quê" in str(certificate_text(each, None))
    assert every_text() == []
