"""A signature is said to be what was checked and no more; a stranger's file never breaks the page."""

import asyncio
import io
import os
import socket
import subprocess
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.keys.pemder import load_private_key_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.timestamps import DummyTimeStamper
from weasyprint import HTML

from phuong6.lib.dates import VIETNAM
from phuong6.lib.own_thread import in_own_thread
from phuong6.lib.refusal import Refusal
from phuong6.lib.signatures.facts import Layer, SignatureFact, State, layers_sentence, read_subject
from phuong6.lib.signatures.reading import TOO_MANY, TOO_SLOW, UNREADABLE, load_roots, read_signatures
from phuong6.lib.signatures.signing import (
    NO_FILE,
    NO_KEY,
    NOT_OPENED,
    NOT_SIGNED,
    WRONG_KIND,
    load_key,
    sign_pdf,
)
from tests.lib.signatures.files import (
    NOW,
    YEAR,
    agency,
    holder,
    page,
    person,
    root,
    sign,
    swap_content,
    trusted_person,
)

PASSWORD = "mat-khau"
AT = datetime(2023, 11, 12, 10, 5, tzinfo=VIETNAM)


def only(data, roots=()) -> SignatureFact:
    (fact,) = read_signatures(data, roots)
    return fact


def fact(layer, state=State.UNCHANGED, *, trusted=False):
    return SignatureFact(signer="Mẫu", layer=layer, state=state, covers_whole=True, is_trusted=trusted)


@pytest.fixture
def no_network(monkeypatch):
    """A door to the outside that nobody may knock at."""

    def refuse(*args):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


class TestWhatIsSaid:
    def test_a_self_signed_certificate_is_read_and_never_called_trusted(self, no_network):
        found = only(sign(page(), person()))
        assert (found.signer, found.organisation) == ("Trần Văn Mẫu", "BND Khóm Mẫu")
        assert found.layer == Layer.PERSON
        assert (found.state, found.covers_whole, found.is_trusted) == (State.UNCHANGED, True, False)
        assert found.sentence.endswith("; nội dung không thay đổi sau khi ký; chưa xác minh chuỗi tin cậy.")
        assert found.badge == ("Chưa xác minh", "attention")

    def test_the_moment_stands_in_vietnamese_time_and_says_whose_clock_it_was(self):
        found = SignatureFact(signer="Trần Văn Mẫu", signed_at=AT, state=State.UNCHANGED, covers_whole=True)
        assert found.sentence == (
            "Trần Văn Mẫu ký số lúc 10:05 ngày 12/11/2023 (giờ theo máy người ký); "
            "nội dung không thay đổi sau khi ký; chưa xác minh chuỗi tin cậy."
        )

    def test_the_signers_clock_is_read_in_vietnam(self):
        found = only(sign(page(), person()))
        assert found.signed_at.utcoffset() == timedelta(hours=7)
        assert abs(found.signed_at - datetime.now(UTC)) < timedelta(minutes=5)
        assert not found.is_timestamped

    def test_a_chain_to_a_root_of_the_ward_is_verified_but_revocation_was_not_asked(self, no_network):
        found = only(sign(page(), agency()), [root().asn1])
        assert (found.is_trusted, found.layer) == (True, Layer.AGENCY)
        assert found.sentence.endswith("đã xác minh chuỗi tin cậy, chưa kiểm tra thu hồi.")
        assert found.badge == ("Đã xác minh", "good")

    def test_the_same_certificate_under_another_root_of_the_same_name_is_not_trusted(self):
        other = holder(cn="Gốc Tin Cậy Thử Nghiệm", o="Cơ quan Chứng thực Mẫu", ca=True)
        assert not only(sign(page(), agency()), [other.asn1]).is_trusted

    def test_a_certificate_that_had_run_out_when_it_signed_is_said_so(self):
        late = holder(root=root(), cn="Lê Văn Mẫu", uid="CCCD:3", until=datetime(2023, 11, 1, 5, tzinfo=UTC))
        found = only(sign(page(), late), [root().asn1])
        assert found.expired_on == date(2023, 11, 1)
        assert not found.is_trusted
        assert "chứng thư số đã hết hạn ngày 01/11/2023, trước khi ký; chưa xác minh chuỗi tin cậy." in (
            found.sentence
        )

    def test_a_thread_that_runs_an_event_loop_already_reads_and_signs_as_well(self):
        async def inside():
            return read_signatures(sign_pdf(page(), agency().signer))

        assert [each.state for each in in_own_thread(asyncio.run)(inside())] == [State.UNCHANGED]

    def test_no_time_no_organisation_no_name(self):
        found = SignatureFact(state=State.UNCHANGED, covers_whole=True)
        assert found.sentence.startswith("Người không rõ tên ký số, không ghi thời điểm; ")

    def test_a_file_without_signatures_tells_nothing(self):
        assert read_signatures(page()) == ()

    def test_what_somebody_writes_into_a_name_is_cut_and_cleaned(self):
        name, _, _ = read_subject({"common_name": "Mẫu\u202e\x00 " + "x" * 500})
        assert name == "Mẫu " + "x" * 116


class TestTimeStamps:
    @in_own_thread
    def stamped(self, data, who, tsa, at=None):
        """`data` signed by `who` with a time-stamp of `tsa`."""
        key = load_private_key_from_pemder_data(_pem(tsa), passphrase=None)
        stamper = DummyTimeStamper(tsa.asn1, key, fixed_dt=at)
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        meta = signers.PdfSignatureMetadata(field_name="Ky", md_algorithm="sha256")
        return signers.sign_pdf(
            writer, meta, who.signer, timestamper=stamper, bytes_reserved=16384
        ).getvalue()

    def tsa(self, of=None):
        return holder(root=of, key=_rsa(), cn="Dấu Thời Gian Mẫu", time_stamping=True)

    def test_a_stamp_of_a_trusted_authority_replaces_the_signers_clock(self):
        data = self.stamped(page(), trusted_person(), self.tsa(root()), at=AT)
        found = only(data, [root().asn1])
        assert (found.signed_at, found.is_timestamped, found.is_trusted) == (AT, True, True)
        assert "lúc 10:05 ngày 12/11/2023 (theo dấu thời gian tin cậy)" in found.sentence

    def test_a_stamp_nobody_vouches_for_is_only_the_signers_clock(self):
        found = only(self.stamped(page(), trusted_person(), self.tsa(), at=AT), [root().asn1])
        assert not found.is_timestamped
        assert found.signed_at != AT

    def test_a_certificate_outlives_its_term_where_the_moment_is_sure(self):
        then = holder(root=root(), cn="Lê Văn Mẫu", uid="CCCD:3", until=datetime(2024, 1, 1, tzinfo=UTC))
        found = only(self.stamped(page(), then, self.tsa(root()), at=AT), [root().asn1])
        assert (found.is_trusted, found.expired_on) == (True, None)


class TestChanges:
    def test_content_swapped_in_an_incremental_update_is_changed_though_the_signature_is_valid(self):
        found = only(swap_content(sign(page(), agency()), "Khac"), [root().asn1])
        assert (found.state, found.covers_whole) == (State.CHANGED, False)
        assert "nội dung đã bị thay đổi sau khi ký" in found.sentence
        assert found.badge == ("Đã thay đổi", "bad")

    def test_a_flipped_byte_breaks_it(self):
        data = bytearray(sign(page(), person()))
        data[data.index(b"/MediaBox") + 12] ^= 1
        found = only(bytes(data))
        assert found.state == State.BROKEN
        assert "chữ ký không khớp với nội dung" in found.sentence

    def test_a_file_saved_again_by_another_program_is_broken(self):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(sign(page(), person()))) as pdf:
            pdf.save(out)
        assert only(out.getvalue()).state == State.BROKEN

    def test_a_second_signature_changes_nothing_of_the_first(self):
        first, second = read_signatures(sign(sign(page(), person()), agency()))
        assert (first.state, first.covers_whole) == (State.UNCHANGED, False)
        assert "(sau đó tệp chỉ thêm chữ ký hoặc dấu thời gian)" in first.sentence
        assert (second.state, second.covers_whole) == (State.UNCHANGED, True)

    def test_content_swapped_between_two_signatures_is_changed_for_the_first_only(self):
        first, second = read_signatures(sign(swap_content(sign(page(), person()), "Khac"), agency()))
        assert (first.state, second.state) == (State.CHANGED, State.UNCHANGED)

    def test_a_paper_its_signer_closed_to_every_change_is_not_signed_again(self):
        closed = sign(page(), person(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
        with pytest.raises(Refusal, match="không bị người ký trước khóa lại"):
            sign_pdf(closed, agency().signer)

    def test_a_form_filled_in_after_signing_is_not_called_unchanged(self):
        found = only(_fill(sign(_form(), person()), "200000000"))
        assert found.state == State.FILLED
        assert "có điền thêm vào ô biểu mẫu" in found.sentence
        assert not found.is_good

    def test_a_signature_taken_out_of_the_form_is_not_passed_over(self):
        writer = IncrementalPdfFileWriter(io.BytesIO(sign(page(), person())))
        del writer.root["/AcroForm"]
        writer.update_root()
        out = io.BytesIO()
        writer.write(out)
        assert only(out.getvalue()).sentence == UNREADABLE


class TestBounds:
    def test_of_twenty_five_signatures_twenty_are_read(self):
        data = page()
        for number in range(25):
            data = sign(data, person(), f"Ky{number}")
        found = read_signatures(data)
        assert len(found) == 21
        assert found[-1].sentence == TOO_MANY
        assert {each.state for each in found[:20]} == {State.UNCHANGED}

    def test_a_file_saved_a_hundred_times_over_is_not_compared(self):
        data = sign(page(), person())
        for _ in range(100):
            out = io.BytesIO()
            writer = IncrementalPdfFileWriter(io.BytesIO(data))
            writer.update_root()
            writer.write(out)
            data = out.getvalue()
        assert only(data).sentence == TOO_SLOW

    def test_what_takes_too_long_is_left_and_said(self, monkeypatch):
        monkeypatch.setattr("phuong6.lib.files.bounded_pdf.MAX_SECONDS", -1)
        assert [each.sentence for each in read_signatures(sign(page(), person()))] == [TOO_SLOW]

    def test_what_would_fill_the_memory_is_left_and_said(self, monkeypatch):
        monkeypatch.setattr("phuong6.lib.files.bounded_pdf.MAX_READS", 20_000)
        data = sign(sign(_with_numbers(60_000), person()), agency())
        assert [each.sentence for each in read_signatures(data)] == [TOO_SLOW]

    def test_thousands_of_objects_in_one_object_stream_are_compared_in_time(self):
        """As WeasyPrint writes a tagged paper; pyHanko alone would take twenty seconds."""
        rows = "<tr><td>Nội dung</td><td>Số liệu</td></tr>" * 12
        text = "<html lang=vi><title>Báo cáo</title>" + f"<h2>Mục</h2><table>{rows}</table>" * 25
        made = HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
        with pikepdf.open(io.BytesIO(made)) as pdf:
            assert len(pdf.objects) > 1500
        first, second = read_signatures(sign(sign(made, person()), agency()))
        assert (first.state, second.state) == (State.UNCHANGED, State.UNCHANGED)

    @pytest.mark.parametrize("rubbish", [b"00" * 40, b"3003020101", b"30820100" + b"ff" * 60, b""])
    def test_rubbish_in_the_signature_is_a_sentence(self, rubbish):
        data = sign(page(), person())
        start = data.index(b"/Contents <") + 11
        end = data.index(b">", start)
        found = only(data[:start] + rubbish.ljust(end - start, b"0") + data[end:])
        assert found.sentence == UNREADABLE
        assert found.badge == ("Không kiểm tra được", "attention")

    def test_a_certificate_hidden_in_another_kind_of_signature_still_names_its_holder(self):
        data = sign(page(), person()).replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1_")
        found = only(data)
        assert (found.signer, found.state) == ("Trần Văn Mẫu", State.UNREADABLE)
        assert "không kiểm tra được chữ ký này" in found.sentence

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xff" * 4000, b"%PDF-1.4\n/ByteRange\n%%EOF"])
    def test_what_is_no_pdf_is_a_sentence(self, data):
        assert only(data).sentence == UNREADABLE

    @settings(max_examples=60)
    @given(data=st.data())
    def test_no_damage_raises_or_is_called_unchanged(self, data):
        whole = _signed_once()
        at = data.draw(st.integers(0, len(whole) - 1))
        damaged = bytearray(whole)
        damaged[at : at + data.draw(st.integers(1, 400))] = data.draw(st.binary(max_size=40))
        contents = range(whole.index(b"/Contents <"), whole.index(b">", whole.index(b"/Contents <")))
        found = read_signatures(bytes(damaged))
        assert all(each.sentence.endswith(".") for each in found)
        if at not in contents and bytes(damaged) != whole:
            assert not any(each.is_good for each in found)


class TestLayers:
    @pytest.mark.parametrize(
        ("subject", "layer"),
        [
            ({"common_name": "Trần Văn Mẫu", "user_id": "CCCD:087000000001"}, Layer.PERSON),
            ({"common_name": "Trần Văn Mẫu", "serial_number": "CMND:340000001"}, Layer.PERSON),
            ({"common_name": "Mẫu", "surname": "Trần", "given_name": "Văn Mẫu"}, Layer.PERSON),
            ({"common_name": "ỦY BAN NHÂN DÂN PHƯỜNG MẪU", "organization_name": "UBND TP"}, Layer.AGENCY),
            ({"common_name": "UBND Phường Mẫu"}, Layer.AGENCY),
            ({"common_name": "Trạm Mẫu", "user_id": ["MST:1400000001"]}, Layer.AGENCY),
            ({"common_name": "Mẫu", "user_id": "MBHXH:DT0001"}, Layer.AGENCY),
            ({"common_name": "Khóm Mẫu", "organizational_unit_name": ["Tổ", "khóm mẫu"]}, Layer.AGENCY),
            ({"common_name": "Đoàn Văn Mẫu", "organization_name": "Phường Mẫu"}, Layer.UNKNOWN),
            ({"common_name": "Công Thị Mẫu"}, Layer.UNKNOWN),
            ({"common_name": "Mẫu", "user_id": ["CCCD:087000000001", "MST:1400000001"]}, Layer.UNKNOWN),
            ({}, Layer.UNKNOWN),
        ],
    )
    def test_whose_it_is_follows_from_the_subject(self, subject, layer):
        assert read_subject(subject)[2] == layer

    def test_both_layers_verified(self):
        facts = read_signatures(sign(sign(page(), trusted_person()), agency()), [root().asn1])
        assert layers_sentence(facts) == "Có đủ ký số 02 lớp (cá nhân và cơ quan)."

    def test_both_layers_claim_no_more_where_one_chain_is_not_verified(self):
        facts = read_signatures(sign(sign(page(), person()), agency()), [root().asn1])
        assert layers_sentence(facts) == (
            "Có đủ ký số 02 lớp (cá nhân và cơ quan), chưa xác minh chuỗi tin cậy."
        )

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ([], ""),
            ([fact(Layer.PERSON)], "Chưa đủ ký số 02 lớp: có chữ ký của cá nhân, thiếu chữ ký của cơ quan."),
            ([fact(Layer.AGENCY)], "Chưa đủ ký số 02 lớp: có chữ ký của cơ quan, thiếu chữ ký của cá nhân."),
            ([fact(Layer.PERSON), fact(Layer.UNKNOWN)], "Chưa rõ đã đủ ký số 02 lớp"),
            ([fact(Layer.PERSON), fact(Layer.AGENCY, State.CHANGED)], "thiếu chữ ký của cơ quan."),
            ([fact(Layer.PERSON, State.BROKEN)], "Không có chữ ký số nào còn đúng với nội dung tệp."),
            ([SignatureFact(note=UNREADABLE)], "Không có chữ ký số nào còn đúng với nội dung tệp."),
        ],
    )
    def test_what_is_missing_or_not_known_is_said(self, facts, sentence):
        assert sentence in layers_sentence(facts)
        assert bool(sentence) == bool(layers_sentence(facts))


class TestRoots:
    def test_pem_with_several_and_der_are_read_and_a_broken_file_is_named(self, tmp_path):
        (tmp_path / "a.pem").write_bytes(root().pem + agency().pem)
        (tmp_path / "b.cer").write_bytes(root().der)
        (tmp_path / "c.crt").write_bytes(b"khong phai chung thu")
        (tmp_path / "d.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        (tmp_path / "e.cer").write_bytes(root().der[:300])
        (tmp_path / ".an").write_bytes(b"x")
        (tmp_path / "thu-muc").mkdir()
        roots, problems = load_roots(tmp_path)
        assert [each.subject.native["common_name"] for each in roots][::2] == ["Gốc Tin Cậy Thử Nghiệm"] * 2
        assert [name for name in ("c.crt", "d.pem", "e.cer") if any(name in each for each in problems)] == [
            "c.crt", "d.pem", "e.cer",
        ]  # fmt: skip
        assert len(problems) == 3
        assert problems[0] == "Không đọc được chứng thư gốc trong tệp c.crt. Hãy lưu lại dạng PEM hoặc DER."

    def test_a_folder_that_is_not_there_holds_no_root(self, tmp_path):
        assert load_roots(tmp_path / "khong-co") == ((), ())


class TestSigning:
    @pytest.fixture(params=["rsa", "ec"])
    def ward_key(self, request):
        key = _rsa() if request.param == "rsa" else None
        return holder(root=root(), key=key, cn="UBND Phường Mẫu", o="UBND Phường Mẫu")

    def key(self, tmp_path, who, password=PASSWORD):
        path = tmp_path / "phuong.p12"
        path.write_bytes(who.p12(password))
        return load_key(path, password)

    def test_a_second_program_calls_our_signature_valid(self, tmp_path, ward_key):
        signed = sign_pdf(page(), self.key(tmp_path, ward_key))
        path = tmp_path / "ky.pdf"
        path.write_bytes(signed)
        said = subprocess.run(
            ["/usr/bin/pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False,
            env={**os.environ, "HOME": str(tmp_path)},
        ).stdout  # fmt: skip
        assert "Signature is Valid." in said
        assert "ETSI.CAdES.detached" in said
        assert "Total document signed" in said
        assert only(signed, [root().asn1]).is_trusted

    def test_what_was_there_stays_byte_for_byte(self, tmp_path, ward_key):
        assert sign_pdf(page(), self.key(tmp_path, ward_key)).startswith(page())

    def test_the_wards_signature_beside_that_of_a_person_makes_both_layers(self, tmp_path, ward_key):
        signed = sign_pdf(sign(page(), trusted_person()), self.key(tmp_path, ward_key))
        assert layers_sentence(read_signatures(signed, [root().asn1])).startswith("Có đủ ký số 02 lớp")

    def test_the_same_key_signs_twice_in_fields_of_their_own(self, tmp_path, ward_key):
        key = self.key(tmp_path, ward_key)
        assert len(read_signatures(sign_pdf(sign_pdf(page(), key), key))) == 2

    def test_a_key_without_a_password_works(self, tmp_path, ward_key):
        assert self.key(tmp_path, ward_key, password="")

    def refusal(self, tmp_path, data, password=PASSWORD):
        path = tmp_path / "phuong.p12"
        path.write_bytes(data)
        with pytest.raises(Refusal) as caught:
            load_key(path, password)
        return str(caught.value)

    def test_a_missing_file(self, tmp_path):
        with pytest.raises(Refusal, match="Không mở được tệp khóa ký số") as caught:
            load_key(tmp_path / "khong-co.p12", "x")
        assert str(caught.value) == NO_FILE

    def test_a_wrong_password_and_a_file_that_is_no_key(self, tmp_path):
        assert self.refusal(tmp_path, agency().p12("dung"), "sai") == NOT_OPENED
        assert self.refusal(tmp_path, agency().p12("dung"), "") == NOT_OPENED
        assert self.refusal(tmp_path, b"khong phai") == NOT_OPENED

    def test_certificates_without_their_key(self, tmp_path):
        alone = x509.load_der_x509_certificate(agency().der)
        assert self.refusal(tmp_path, _certificates_only(alone)) == NO_KEY

    def test_a_kind_of_key_readers_do_not_know(self, tmp_path):
        key = ed25519.Ed25519PrivateKey.generate()
        assert self.refusal(tmp_path, holder(cn="Mẫu", key=key, root=root()).p12("mat-khau")) == WRONG_KIND

    def test_a_certificate_out_of_its_term(self, tmp_path):
        late = holder(cn="Mẫu", until=datetime(2023, 11, 1, 5, tzinfo=UTC))
        assert self.refusal(tmp_path, late.p12("mat-khau")) == (
            "Chứng thư số của phường đã hết hạn ngày 01/11/2023. Hãy gia hạn rồi thay tệp khóa."
        )
        early = holder(cn="Mẫu", since=NOW + YEAR, until=NOW + 2 * YEAR)
        assert "chưa có hiệu lực" in self.refusal(tmp_path, early.p12("mat-khau"))

    def test_a_certificate_that_runs_out_while_the_key_is_remembered_signs_no_more(self):
        key = holder(cn="Mẫu", until=datetime(2023, 11, 1, 5, tzinfo=UTC)).signer
        with pytest.raises(Refusal, match="đã hết hạn"):
            sign_pdf(page(), key)

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", page()[:-300]])
    def test_what_is_no_whole_pdf_is_not_signed(self, data):
        with pytest.raises(Refusal) as caught:
            sign_pdf(data, agency().signer)
        assert str(caught.value) == NOT_SIGNED


@cache
def _rsa():
    return rsa.generate_private_key(65537, 2048)


def _pem(who) -> bytes:
    return who.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _certificates_only(certificate) -> bytes:
    return serialize_key_and_certificates(
        None, None, None, [certificate], BestAvailableEncryption(b"mat-khau")
    )


@cache
def _signed_once() -> bytes:
    return sign(page(), person())


def _with_numbers(count: int) -> bytes:
    """A page beside an array of so many numbers, each an object for whoever reads it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page())) as pdf:
        pdf.Root.Numbers = pdf.make_indirect(pikepdf.Array([1] * count))
        pdf.save(out)
    return out.getvalue()


def _form() -> bytes:
    """A page with one text field, a sum to be typed."""
    with pikepdf.open(io.BytesIO(page())) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Tx, T="SoTien", V="100000", Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget, Rect=[10, 10, 100, 30], F=4, P=pdf.pages[0].obj,
            )
        )  # fmt: skip
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _fill(data: bytes, value: str) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    field = next(
        f.get_object() for f in writer.root["/AcroForm"]["/Fields"] if f.get_object()["/T"] == "SoTien"
    )
    field["/V"] = generic.pdf_string(value)
    writer.mark_update(field.container_ref)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
