import pytest

from corpus_tools.layout.columns import as_one, column_width, goes_on, paragraphs
from corpus_tools.layout.lines import read_lines

PARAGRAPHS = [
    "春雨过后山路很滑，合作社送来了新种子，乡亲们在田头商量秧苗，水库的闸门按时打开。",
    "学校把图书室搬到村口，医生每周来两次义诊，渔船在天亮前回到港口，工人检修了三条旧管道，夜市的灯光一直亮到十点。",
    "老人把手艺教给年轻人，茶园今年多收了两成，图纸已经改过五遍，志愿者陪孩子做完作业，列车准点驶过新桥。",
    "仓库里的棉花装满十车，古井边立起了新石碑，厂房的屋顶装上光伏板，测绘队走遍九个山头，果农在路边搭起凉棚。",
    "渡口添了两只救生艇，春雨过后山路很滑，合作社送来了新种子，乡亲们在田头商量秧苗，学校把图书室搬到村口。",
    "医生每周来两次义诊，渔船在天亮前回到港口，工人检修了三条旧管道，夜市的灯光一直亮到十点，老人把手艺教给年轻人。",
]
HEAD = "白水镇春耕"


def printed(width, indent=""):
    """The paragraphs as a narrow column prints them, under a headline."""
    lines = [HEAD]
    for text in PARAGRAPHS:
        printed_text = indent + text
        lines += [printed_text[at : at + width] for at in range(0, len(printed_text), width)]
    return read_lines("\n".join(lines) + "\n")


@pytest.mark.parametrize("width", [9, 11, 13, 14])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_printed_lines_are_put_together_into_paragraphs(width, indent):
    lines = printed(width, indent)
    groups = paragraphs(lines)
    assert [line for group in groups for line in group] == lines
    assert [as_one(group).text for group in groups] == [HEAD, *PARAGRAPHS]


def test_paragraphs_of_one_line_stay_as_they_are():
    lines = read_lines("\n".join([HEAD, *PARAGRAPHS] * 6))
    assert [len(group) for group in paragraphs(lines)] == [1] * len(lines)


def test_few_lines_tell_no_width():
    assert column_width([14] * 10) == 0


@pytest.mark.parametrize(
    ("before", "after", "indents", "want"),
    [
        ("春雨过后山路很滑，合作社", "送来了新种子。", False, True),
        ("春雨过后山路很滑，雨停。", "合作社送来了新种子。", False, False),
        ("春雨过后山路很滑，雨停。", "”他说。", False, True),
        ("春雨过后山路很滑，合作社", "　　送来了新种子。", True, False),
        ("春雨过后山路很滑，雨停。", "合作社送来了新种子。", True, True),
        ("春雨过后", "合作社送来了新种子。", False, False),
    ],
)
def test_a_full_line_goes_on(before, after, indents, want):
    lines = read_lines(f"{before}\n{after}\n")
    assert goes_on(lines[0], lines[1], 12, indents=indents) == want
