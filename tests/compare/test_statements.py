"""Statements: what is one thing, and which way it went."""

from corpus_tools.compare.statements import read_statements
from corpus_tools.tables import make_table

ROWS = [
    {"indicator": "茶叶产值", "place": "临川县", "kind": "growth_rate", "basis": "yoy", "unit": "%", "value": 3.0, "direction": "下降"},
    {"indicator": "茶叶产值", "place": "临川县", "kind": "growth_rate", "basis": "yoy", "unit": "%", "value": 4.0, "direction": "增长"},
    {"indicator": "", "value": 1.0},
    {"indicator": "茶园", "kind": "level", "unit": "亩"},
]  # fmt: skip


def test_a_fall_is_below_zero_and_what_states_nothing_is_left_out():
    found = read_statements(make_table("quantities", ROWS))
    assert found["value"].tolist() == [-3.0, 4.0]
    assert found["key"].tolist() == ["茶叶产值 · 临川县 · growth_rate · yoy · %"] * 2
