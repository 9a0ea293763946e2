"""Comparing summaries must not hold the desk up, whatever was typed."""

import time

from dossiers.desk.nominee_checks import COMPARED, _nearly_equal


def test_very_long_summaries_are_compared_at_once():
    letters = "".join(map(chr, range(0x1EA0, 0x1EF9)))
    one, other = letters * 120, letters[::-1] * 120
    begun = time.process_time()
    _nearly_equal(one, other)
    assert time.process_time() - begun < 1


def test_only_the_beginnings_count_and_different_texts_are_not_alike():
    words = "Trả kết quả hồ sơ đúng hạn cho người dân. " * 40
    assert _nearly_equal(words[:COMPARED] + "a" * 5000, words[:COMPARED] + "b" * 5000)
    assert not _nearly_equal(words, "Vệ sinh ngõ xóm, trồng cây xanh mỗi chủ nhật. " * 40)
    assert not _nearly_equal(words[:100], words[:1000])
