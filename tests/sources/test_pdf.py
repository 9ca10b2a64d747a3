"""PDF pages: columns are read one after the other; a scan is refused."""

import pytest

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
    streams = [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content) for content in shown]
    kids = [
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        % (4 + 2 * n)
        for n in range(len(pages))
    ]
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(pages),
        b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages))),
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        tree,
        FONT,
        *(body for pair in zip(streams, kids, strict=True) for body in pair),
    ]
    objects = [b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1)]
    starts = [len(HEAD) + sum(map(len, objects[:place])) for place in range(len(objects))]
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % start for start in starts
    )
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(HEAD) + sum(map(len, objects)),
    )
    return HEAD + b"".join(objects) + table + end


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
