"""A password read out over the telephone: short plain words and figures, no marks to mistype."""

import secrets

WORDS = (
    "sen lua dua cau mai cam tre cua tom vit trau ghe xuong song rach vuon lang cho dinh truong sach "
    "but vo den trang sao may mua nang gio nui bien dao cat muoi gao nep khoai ngo dau me oi xoai "
    "nhan buoi chuoi mit hoa la canh cay rung chim ong buom ca ech voi ngua bo"
).split()
HOW_MANY_WORDS, FIGURES = 3, 5


def temporary_password() -> str:
    """For example "sen-lua-mai-40718": about 34 bits, good for one sign-in behind the lock-out."""
    words = [secrets.choice(WORDS) for _ in range(HOW_MANY_WORDS)]
    return "-".join([*words, f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"])
