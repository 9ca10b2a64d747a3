"""The same text in each encoding is read as the same text; what is no text is refused with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.sources.encodings import decode
from corpus_tools.tables import SeedError

PAGE = (
    "清河县城春耕忙\r\n\r\n　　清河日报1月12日讯（记者 田小禾）雨停了，风起了。全县储备化肥1.2万吨，同比增长8.5%。\r\n"
)
TRADITIONAL = "清河縣城春耕忙\n\n　　雨停了，風起了。全縣儲備化肥一萬噸，農機手們檢修農機，準備下田。\n"
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
# Characters of GB2312 that news uses; strategies draw from them.
HAN = st.sampled_from("的一是在了和有大中国人民经济发展工作建设农业生产我们全市企业项目推进提升服务群众记者")


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030", "gbk", "gb2312"])
def test_a_page_in_every_encoding(encoding):
    assert decode(PAGE.encode(encoding), "a.txt") == PAGE


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030", "big5"])
def test_a_traditional_page_in_every_encoding(encoding):
    assert decode(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


@pytest.mark.parametrize("text", ["零\u200b宽\ufeff字符", "𠮷野家", "一\r二\n三", "", "plain ASCII"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_stands_in_the_file_is_kept(text, encoding):
    assert decode(text.encode(encoding), "a.txt") == text


@given(st.text(HAN, min_size=20, max_size=200))
@settings(deadline=None, derandomize=True)
def test_any_simplified_text(text):
    assert {decode(text.encode(encoding), "a.txt") for encoding in ("utf-8", "utf-16", "gb18030", "gb2312")} == {text}


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", None, "PNG picture"),
        (b"%PDF-1.4", None, "PDF"),
        (b"PK\x03\x04word", None, "Word document"),
        (b"abc\0def\0\0", None, "byte 4 is zero"),
        ("雨停了。\n风".encode() + b"\xff\xff", 2, "byte 17 (0xff)"),
        ("雨停了。".encode("utf-16") + b"\x00\xd8", 1, "begins with the mark of utf-16-le"),
        ("雨停了。\n".encode("gb18030") + b"\xff\xff\xff", 2, "best as"),
    ],
)
def test_what_is_no_text(data, line, problem):
    with pytest.raises(SeedError, match=r"a\.txt") as caught:
        decode(data, "a.txt")
    assert caught.value.line == line
    assert problem in str(caught.value)


JAPANESE = "新しい橋に灯がともりました。工事は来年の春まで続きます。町の人たちは川沿いを歩いて、写真を撮っていました。"
KOREAN = "새로운 다리에 불이 켜졌습니다. 공사는 내년 봄까지 이어집니다. 마을 사람들은 강변을 걸으며 사진을 찍었습니다."


@pytest.mark.parametrize(
    ("text", "encoding", "problem"),
    [
        (JAPANESE, "cp932", "is Japanese (cp932)"),
        (JAPANESE, "euc_jp", "is Japanese (euc_jp)"),
        (KOREAN, "cp949", "is Korean (cp949)"),
        (KOREAN, "euc_kr", "is Korean (cp949)"),
        ("Съешь же ещё этих мягких французских булок", "cp1251", "is in no"),
    ],
)
def test_other_languages_are_not_read_as_chinese(text, encoding, problem):
    with pytest.raises(SeedError) as caught:
        decode(text.encode(encoding), "a.txt")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong"), [("utf-8", "latin-1"), ("utf-8", "cp1252"), ("utf-8", "gb18030"), ("gb18030", "latin-1")]
)
def test_what_was_misread_before_it_was_saved_is_refused(right, wrong):
    text = "今天，我们的县城下了一场大雨。雨停了，人们来到新的桥上，看到了灯。"
    data = text.encode(right).decode(wrong, "ignore").encode()
    with pytest.raises(SeedError, match="and saved again"):
        decode(data, "a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "text", ["王伟 李娜 张敏 刘静 陈丽 杨强 黄磊 赵洋 周勇 吴艳 徐涛 孙超 马霞 朱秀", "雨", "鑫淼犇骉"]
)
def test_names_and_scraps_are_read(text, encoding):
    assert decode(text.encode(encoding), "a.txt") == text
