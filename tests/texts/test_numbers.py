"""Printed numbers become addresses with Latin digits, and sort as the law counts."""

import pytest

from commons.texts import numbers


@pytest.mark.parametrize(
    ("printed", "token"),
    [
        ("มาตรา ๕", "5"),
        ("มาตรา ๕/๑", "5-1"),
        ("มาตรา ๕ ทวิ", "5-bis"),
        ("5 a §", "5a"),
        ("§ 5¹", "5-1"),
        ("§ 5¹⁰.", "5-10"),
        ("Article 5", "5"),
        ("Article 3 bis", "3-bis"),
        ("Section 12A.", "12A"),
        ("SEC. 2.", "2"),
        ("CHAPTER IV", "IV"),
        ("1. peatükk", "1"),
        ("2 luku", "2"),
        ("(๑)", "1"),
        ("(ก)", "ก"),
        ("(iv)", "iv"),
        ("1.1.", "1-1"),
        ("Section .", ""),
        ("–", ""),
    ],
)
def test_a_printed_number_becomes_the_token_of_an_address(printed, token):
    assert numbers.token(printed) == token


def test_numbers_sort_as_the_law_counts():
    printed = ["มาตรา ๑๐", "มาตรา ๕/๑", "มาตรา ๖", "มาตรา ๕", "มาตรา ๕/๑๐", "มาตรา ๕/๒"]

    ordered = sorted(printed, key=numbers.sort_key)

    assert ordered == ["มาตรา ๕", "มาตรา ๕/๑", "มาตรา ๕/๒", "มาตรา ๕/๑๐", "มาตรา ๖", "มาตรา ๑๐"]


def test_roman_numbers_sort_by_their_value():
    assert numbers.sort_key("CHAPTER IX") < numbers.sort_key("CHAPTER X")
    assert numbers.roman("MCMXCIV") == 1994
    assert numbers.roman("A") == 0
