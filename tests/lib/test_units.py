"""One unit, many ways to write it."""

import pytest

from phuong6.lib.vietnamese import unit_key

SAME = [
    ["UBND Phường", "Ủy ban nhân dân Phường 6", "Uỷ ban Nhân dân phường", "UBND P6", "UBND P.6", "UBND phường 06", "UB ND Phường"],
    [
        "Ủy ban Mặt trận Tổ quốc Việt Nam Phường", "UBMTTQ Phường 6", "UB MTTQ Phường", "UB/MTTQ.VN Phường", "MTTQ VN Phường",
        "UBMTTQVN phường", "Mặt trận Tổ quốc Phường 6",
    ],
    [
        "Đoàn TNCS Hồ Chí Minh Phường", "Đoàn TNCS HCM Phường 6", "Đoàn Thanh niên Cộng sản Hồ Chí Minh Phường",
        "Đoàn Thanh niên Phường", "ĐTN phường 6",
    ],
    ["Hội LHPN Phường 6", "Hội Liên hiệp Phụ nữ Phường", "Hội LHPN Việt Nam Phường", "Hội Phụ nữ Phường"],
    ["Hội Cựu chiến binh Phường", "Hội CCB Phường 6", "  Hội  Cựu  chiến  binh  Phường "],
    ["Hội Nông dân Phường", "Hội ND Phường 6", "HND Phường"],
    ["BND khóm 1", "Ban nhân dân Khóm 1", "BND Khóm 01", "Khóm 1", "BND khóm 1, Phường 6", "BND K1"],
    ["BND khóm 10", "Ban nhân dân Khóm 10"],
    ["Đảng ủy Phường", "ĐU Phường 6"],
    ["HĐND Phường", "Hội đồng nhân dân Phường 6"],
]  # fmt: skip


@pytest.mark.parametrize("ward", ["", "Phường 6"])
@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_all_ways_to_write_a_unit_meet(names, ward):
    assert {unit_key(name, ward) for name in names} == {unit_key(names[0], ward)}


@pytest.mark.parametrize("ward", ["", "Phường 6"])
def test_different_units_stay_apart(ward):
    assert len({unit_key(names[0], ward) for names in SAME}) == len(SAME)


def test_another_wards_unit_is_not_ours():
    assert unit_key("UBND Phường 4", "Phường 6") != unit_key("UBND Phường", "Phường 6")
    assert unit_key("UBND thành phố Cao Lãnh") != unit_key("UBND Phường")


def test_a_commune_with_a_name_works_as_well():
    assert unit_key("UBND xã Tân Thuận Đông", "Xã Tân Thuận Đông") == unit_key("UBND xã", "Xã Tân Thuận Đông")


def test_a_key_is_never_empty_for_a_name():
    assert unit_key("Phường 6") == "phuong 6"
    assert unit_key("...") == ""
