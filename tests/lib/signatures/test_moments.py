"""When a signature says it was made: a moment that cannot be is remarked, and stands for nothing."""

from pathlib import Path

from phuong6.lib.dates import VIETNAM
from phuong6.lib.signatures.reading import read_signatures
from tests.lib.signatures.files import NOW, YEAR, agency, holder, page, root, sign

FUTURE = Path(__file__).parent / "samples" / "25-ky-so-ghi-gio-o-tuong-lai-2031.pdf"


def test_a_signature_dated_in_the_future_is_remarked_and_not_verified():
    (found,) = read_signatures(FUTURE.read_bytes())
    assert (found.is_in_future, found.signed_at.year) == (True, 2031)
    assert "thời điểm ký ở tương lai, không dùng làm căn cứ" in found.sentence
    assert not found.is_trusted


def test_a_certificate_that_was_not_yet_good_when_it_signed_is_said_so():
    early = holder(root=root(), cn="Lê Văn Mẫu", uid="CCCD:3", since=NOW + YEAR, until=NOW + 2 * YEAR)
    (found,) = read_signatures(sign(page(), early), [root().asn1])
    day = (NOW + YEAR).astimezone(VIETNAM).date()
    assert (found.valid_from, found.is_trusted) == (day, False)
    assert f"chứng thư số chưa có hiệu lực khi ký (từ ngày {day:%d/%m/%Y})" in found.sentence


def test_a_certificate_that_is_good_today_leaves_no_remark():
    (found,) = read_signatures(sign(page(), agency()), [root().asn1])
    assert (found.valid_from, found.is_in_future, found.expired_on) == (None, False, None)
