from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.text.characters import among, as_text, code_points, matching


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_code_points_and_back(text):
    assert as_text(code_points(text)) == text
    assert len(code_points(text)) == len(text)


def test_tables_look_up_by_code_point():
    assert among("县域")[code_points("县城")].tolist() == [True, False]
    assert matching("[0-9]")[code_points("a1")].tolist() == [False, True]
