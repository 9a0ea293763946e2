"""Codes stored by an earlier version are compared like those of the next file: no record is counted twice."""

from datetime import date

import pytest

from criteria.enums import OneStopState, RegisterKind
from criteria.models import DocumentRecord, OneStopRecord, RegisterImport
from criteria.registers.stored_codes import tidy_stored


@pytest.fixture
def brought(campaign, cuc):
    """An earlier import and a later one."""
    return [
        RegisterImport.objects.create(
            campaign=campaign, kind=RegisterKind.ONE_STOP, by=cuc, name=name, sha256="0" * 64, size=1
        )
        for name in ("quy-3.xlsx", "quy-4.xlsx")
    ]


def one_stop(campaign, code: str, brought, due: int) -> OneStopRecord:
    return OneStopRecord.objects.create(
        campaign=campaign, code=code, brought_by=brought, due_on=date(2023, 9, due), state=OneStopState.OPEN
    )


def test_case_spaces_and_dashes_of_stored_codes_are_as_those_of_files(campaign, brought):
    one_stop(campaign, "h30.1 – 0007", brought[0], 1)
    one_stop(campaign, "H30.1-0008", brought[0], 1)
    assert tidy_stored(OneStopRecord, DocumentRecord) == 1
    assert set(OneStopRecord.objects.values_list("code", flat=True)) == {"H30.1-0007", "H30.1-0008"}
    assert tidy_stored(OneStopRecord, DocumentRecord) == 0


@pytest.mark.parametrize("later_is_odd", [True, False])
def test_of_two_records_that_are_one_the_later_imports_stays(campaign, brought, later_is_odd):
    odd, plain = (brought[1], brought[0]) if later_is_odd else (brought[0], brought[1])
    one_stop(campaign, "h30.1-0007", odd, 1)
    one_stop(campaign, "H30.1-0007", plain, 2)
    tidy_stored(OneStopRecord, DocumentRecord)
    (left,) = OneStopRecord.objects.all()
    assert (left.code, left.brought_by, left.due_on.day) == (
        "H30.1-0007",
        brought[1],
        1 if later_is_odd else 2,
    )


def test_what_is_no_code_stays_as_it_was_stored(campaign, brought):
    one_stop(campaign, "không rõ", brought[0], 1)
    assert tidy_stored(OneStopRecord, DocumentRecord) == 0


def test_documents_are_found_by_their_number_without_spaces(campaign, brought):
    for incoming in (True, False):
        DocumentRecord.objects.create(
            campaign=campaign, incoming=incoming, key="12 /qd - ubnd 2023-09-05", day=date(2023, 9, 5),
            brought_by=brought[0],
        )  # fmt: skip
    assert tidy_stored(OneStopRecord, DocumentRecord) == 2
    assert set(DocumentRecord.objects.values_list("key", flat=True)) == {"12/qd-ubnd 2023-09-05"}
