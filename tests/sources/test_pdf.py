"""PDF pages: columns are read one after the other; a scan is refused."""

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from corpus_tools.plots.fonts import FAMILY, load_font
from corpus_tools.sources.issues import read_issues
from corpus_tools.tables import SeedError

SIZE, LEADING = 10, 14  # of the body text, in points
HEAD = b"%PDF-1.4\n"
# A Chinese font that is not embedded: readers bring the table of its characters.
FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
    b"/Supplement 4 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox "
    b"[-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)


def column(left, top, lines):
    """Lines one below the other; one that begins with > is indented by two characters."""
    return [
        (left + 2 * SIZE * line.startswith(">"), top - place * LEADING, SIZE, line.lstrip(">"))
        for place, line in enumerate(lines)
    ]


def make_pdf(pages):
    """A PDF with the texts of each page at (left, foot, size)."""
    shown = [
        b"".join(
            b"BT /F1 %d Tf %d %d Td <%s> Tj ET\n" % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in page
        )
        for page in pages
    ]
    first = 4  # after the catalogue, the pages and the font
    kids = [_page(first + 2 * n, b"/F1 3 0 R") for n in range(len(pages))]
    bodies = [body for content, kid in zip(shown, kids, strict=True) for body in (_stream(content), kid)]
    return _whole([_catalogue(), _pages([first + 2 * n + 1 for n in range(len(pages))]), FONT, *bodies])


def print_from_browser(texts, thin):
    """A page whose Type 3 fonts hold a few characters each, so that the box of 一 is that of its stroke alone."""
    rest = sorted({sign for *_, text in texts for sign in text} - set(thin))
    fonts = [*thin, "".join(rest)]
    bodies = [_catalogue(), _pages([3]), b""]
    for signs in fonts:
        boxes = [thin.get(sign, (50, -80, 900, 920)) for sign in signs]
        first = len(bodies) + 1
        bodies += [_stream(b"1000 0 %d %d %d %d d1 " % _corners(box) + b"%d %d %d %d re f" % box) for box in boxes]
        names = [sign.encode("utf-16-be").hex().encode() for sign in signs]
        table = b" ".join(b"<%02x> <%s>" % (code, name) for code, name in enumerate(names, 1))
        bodies.append(_stream(b"begincmap %d beginbfchar %s endbfchar endcmap" % (len(signs), table)))
        bodies.append(_type3(first, boxes, len(bodies)))
    ends = [place for place, body in enumerate(bodies, 1) if b"/Type3" in body]
    shown = [
        b"BT /F%d %d Tf %d %d Td <%02x> Tj ET\n" % (font, size, x + place * size, y, fonts[font].index(sign) + 1)
        for x, y, size, text in texts
        for place, sign in enumerate(text)
        for font in [next(n for n, signs in enumerate(fonts) if sign in signs)]
    ]
    bodies[2] = _page(len(bodies) + 1, b" ".join(b"/F%d %d 0 R" % pair for pair in enumerate(ends)))
    return _whole([*bodies, _stream(b"".join(shown))])


def _type3(first, boxes, cmap):
    """A font of drawn characters, which stand in objects from `first` on."""
    corners = [_corners(box) for box in boxes]
    around = (*map(min, list(zip(*corners, strict=True))[:2]), *map(max, list(zip(*corners, strict=True))[2:]))
    procs = b" ".join(b"/g%d %d 0 R" % (place, first + place) for place in range(len(boxes)))
    names = b" ".join(b"/g%d" % place for place in range(len(boxes)))
    return (
        b"<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [%d %d %d %d] " % around
        + b"/FirstChar 1 /LastChar %d /Widths [%s] " % (len(boxes), b"1000 " * len(boxes))
        + b"/Encoding << /Differences [1 %s] >> /CharProcs << %s >> /ToUnicode %d 0 R >>" % (names, procs, cmap)
    )


def _corners(box):
    """The corners of a box given as left, foot, width, height."""
    left, foot, width, height = box
    return left, foot, left + width, foot + height


def _catalogue():
    return b"<< /Type /Catalog /Pages 2 0 R >>"


def _pages(numbers):
    return b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(numbers), b" ".join(b"%d 0 R" % n for n in numbers))


def _page(content, fonts):
    box = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R " % content
    return box + b"/Resources << /Font << %s >> >> >>" % fonts


def _stream(content):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _whole(bodies):
    """A PDF of some objects, the first its catalogue."""
    objects = [b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1)]
    starts = [len(HEAD) + sum(map(len, objects[:place])) for place in range(len(objects))]
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return HEAD + b"".join(objects) + table + end % (len(objects) + 1, len(HEAD) + sum(map(len, objects)))


FRONT = [
    (50, 760, 12, "清河日报 2024年1月13日 星期六 第2版"),
    (50, 700, 24, "清河县城春耕忙"),
    *column(
        50,
        660,
        [
            ">清河日报讯雨停了，风",
            "起了。农机手们检修农机具",
            "，准备春耕。",
            ">全县已储备化肥，三万",
            "亩冬小麦返青，长势喜人，",
        ],
    ),
    *column(200, 660, ["农机下田早。", ">书屋到九点才关门。"]),
    (50, 560, 20, "老桥新灯"),
    *column(50, 530, [">老桥亮起新灯。"]),
]
INNER = [(50, 700, 20, "菜市场搬进新楼"), *column(50, 660, [">新楼共三层。"])]


@pytest.fixture
def read(tmp_path):
    def read(*pages):
        (tmp_path / "a.pdf").write_bytes(make_pdf(pages))
        return read_issues(tmp_path / "a.pdf")

    return read


def test_columns_are_read_one_after_the_other(read):
    [issue] = read(FRONT)
    assert issue.issue_id == "清河日报-2024-01-13-p02"
    assert issue.text.split("\n\n") == [
        "清河日报 2024年1月13日 星期六 第2版",
        "清河县城春耕忙",
        "清河日报讯雨停了，风起了。农机手们检修农机具，准备春耕。",
        "全县已储备化肥，三万亩冬小麦返青，长势喜人，",
        "农机下田早。",
        "书屋到九点才关门。",
        "老桥新灯",
        "老桥亮起新灯。",
    ]


def test_each_page_is_an_issue_and_pages_without_text_are_noted(read):
    issues = read(INNER, [], INNER)
    assert [issue.page for issue in issues] == ["01", "03"]
    assert issues[0].notes == ("pages without text: 2 of the PDF",)


def test_a_scan_is_refused(read):
    with pytest.raises(SeedError, match="has no text on any of its 1 pages: it is a scan"):
        read([])


THIN = {"一": (60, 360, 880, 70), "，": (80, -100, 180, 200), "—": (0, 350, 1000, 60)}
LEFT = ["一季度清河县开工项目一百一十", "个，一批项目建成，二是一个一", "年一次——一路走来的好消息，"]
RIGHT = ["农机下田早，一路走来。一位老", "人看了又看：一天一个样，一年"]


@pytest.mark.parametrize("leading", [14, 20])
def test_a_page_printed_from_a_browser_keeps_every_one_in_its_line(tmp_path, leading):
    texts = [(50, 720, 24, "春耕一线见闻")]
    texts += [(50, 660 - place * leading, SIZE, line) for place, line in enumerate(LEFT)]
    texts += [(230, 660 - place * leading, SIZE, line) for place, line in enumerate(RIGHT)]
    (tmp_path / "a.pdf").write_bytes(print_from_browser(texts, THIN))
    [issue] = read_issues(tmp_path / "a.pdf")
    assert issue.text.split("\n\n") == ["春耕一线见闻", "".join(LEFT), "".join(RIGHT)]


def test_radicals_are_read_as_the_characters_that_they_stand_for(read):
    [issue] = read([(50, 700, 20, "⼀⼈⻓⾼，⻢⻰⻛⻋")])
    assert issue.text == "一人长高，马龙风车"


def test_a_page_set_in_the_typeface_of_the_figures(tmp_path):
    load_font()
    with mpl.rc_context({"pdf.fonttype": 42, "font.family": FAMILY}):
        page = Figure(figsize=(6, 8))
        page.text(0.08, 0.9, "春耕一线见闻", fontsize=24)
        for left, lines in ((0.08, LEFT), (0.5, RIGHT)):
            for place, line in enumerate(lines):
                page.text(left, 0.8 - place * 0.024, line, fontsize=SIZE, va="baseline")
        page.savefig(tmp_path / "a.pdf")
    [issue] = read_issues(tmp_path / "a.pdf")
    assert issue.text.split("\n\n") == ["春耕一线见闻", "".join(LEFT), "".join(RIGHT)]
