"""Tokens and terms → Axes: one drawing each, with how far a single issue can be trusted beside every number."""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from corpus_tools.plots.callouts import name_points
from corpus_tools.plots.fitting import GAP, legend_above, measure, room, rows_down, settle, shorten
from corpus_tools.plots.frames import attach, axes_for, cut, describe, explain, part_of
from corpus_tools.plots.labels import label, of_issue, plain, short_issues, shown_of
from corpus_tools.plots.margins import margin_columns
from corpus_tools.plots.scales import log_axis
from corpus_tools.plots.style import colour
from corpus_tools.stats.association import SURE
from corpus_tools.tables import issue_of, require

ONE_ARTICLE = 0.5  # a term with more than half of its tokens in one article is that article's, not the issue's
LENGTHS = ("1", "2", "3", "4+")  # characters of a token
LENGTH_SHADES = ("#DEEBF7", "#9ECAE1", "#4292C6", "#084594")  # light to dark, so that grey print keeps the order
PAGE_OF_ISSUE, DATE_OF_ISSUE = r"-p[^-]*$", r"-\d{4}-\d\d-\d\d$"  # what ends the id of an issue
MOSTLY = 0.7  # of the bands must be wide enough for their names
OTHER = "pos_other"
DOT, CROWD = 3.5, 3  # points across: a term that is marked; how many of a size of 1 pt a point of the width bears
SPECK = 0.8  # points across: a term that is not marked
OUTLINE = 0.8  # points: of a bar
SMALL = 5.8  # points: numbers of bands
NAME_SHARE = 0.16  # of the width of a figure: a key term at the most


def plot_profile(tokens: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how the tokens divide among parts of speech, and each of these by length in characters.

    Parts of speech are the dictionary's, by their first letter: nouns, verbs and verbal nouns are often confused, so
    build no finding on their difference. Punctuation is left out.
    """
    words = require(tokens, ("term", "pos"), of="tokens")[lambda table: ~table["pos"].str.startswith(("x", "w"))]
    shares = (
        pd.crosstab(words["pos"].str[0].map(_part_of_speech), words["term"].str.len().clip(upper=4), normalize="all")
        * 100
    )
    shares = shares.reindex(columns=range(1, 5), fill_value=0.0).set_axis(LENGTHS, axis=1)
    order = shares.sum(axis=1).sort_values(ascending=False, kind="stable").index
    shares = shares.loc[sorted(order, key=lambda part: part == OTHER)]  # what is left over stands last
    ax = axes_for(ax, rows=len(shares))
    rows_down(ax, [label(part) for part in shares.index])
    left = np.zeros(len(shares))
    for length, shade in zip(LENGTHS, LENGTH_SHADES, strict=True):
        ax.barh(range(len(shares)), shares[length], left=left, height=0.6, color=shade, label=label(f"length_{length}"))
        left += shares[length].to_numpy()
    margin_columns(ax, {"share_percent": [f"{share:.1f}" for share in shares.sum(axis=1)]})
    explain(ax, label("share_of_tokens"))
    legend_above(ax)
    return attach(describe(ax, "profile"), shares.rename_axis(index="pos", columns=None).reset_index())


def _part_of_speech(letter: str) -> str:
    """Return the key of the label for the first letter of a tag; what has no label of its own is other."""
    key = f"pos_{letter}"
    return key if label(key) != key else OTHER


def plot_ranking(terms: pd.DataFrame, *, by: str = "per_10k", top: int = 20, ax: Axes | None = None) -> Axes:
    """Draw the `top` terms by `by` with the bootstrap interval of each rank.

    A filled mark says that the interval ends among the first `top`; a hollow one that another choice of articles might
    have left the term out. Without intervals every mark is hollow. The margin names the checks of the segmentation
    that a rank did not survive, where `score_terms` was given any.
    """
    needed = ("term", by, "rank", "rank_low", "rank_high", "articles", "sensitive")
    table = require(terms, needed, of="terms")
    shown = table.sort_values([by, "term"], ascending=[False, True]).head(top)
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, list(shown["term"]))
    _draw_intervals(
        ax, shown[["rank", "rank_low", "rank_high"]].to_numpy(float), (shown["rank_high"] <= top).to_numpy()
    )
    ax.axvline(top + 0.5, color=colour("muted"), linewidth=0.6, linestyle=(0, (4, 3)))
    notes = shown_of(len(shown), len(table))
    explain(ax, label("rank_interval"), notes)
    margin_columns(ax, _margin(shown, by))
    legend_above(ax)
    log_axis(ax)
    return attach(describe(ax, "ranking"), shown, notes=notes, least=2)


def _margin(shown: pd.DataFrame, by: str) -> dict[str, list[str]]:
    """Return the columns beside a ranking."""
    form = "{:,.1f}".format if shown[by].dtype.kind == "f" else "{:,}".format
    columns = {by: list(map(form, shown[by])), "articles": list(map(str, shown["articles"]))}
    checks = shown["sensitive"].replace("unchecked", "").str.split(", ")
    if checks.str.join("").any():
        columns["sensitive"] = [", ".join(label(check) for check in failed) for failed in checks]
    return columns


def _draw_intervals(ax: Axes, ranks: np.ndarray, stays: np.ndarray) -> None:
    """Draw rank and interval of each row; hollow where the rank does not hold."""
    rows = np.arange(len(ranks))
    for kept, name, face in ((True, "stays", colour("main")), (False, "leaves", "white")):
        those, shade = stays == kept, colour("main" if kept else "muted")
        ax.hlines(rows[those], ranks[those, 1], ranks[those, 2], color=shade, linewidth=1.2)
        ax.plot(
            ranks[those, 0], rows[those], "o", color=shade, markerfacecolor=face, markeredgewidth=0.8, label=label(name)
        )


def plot_frequency_dispersion(
    terms: pd.DataFrame, *, least: int = 5, top: int = 150, ax: Axes | None = None
) -> Axes:
    """Draw frequency against dispersion (Gries' DP: 0 even, 1 all in one place), of terms that occur `least` times.

    Below five occurrences dispersion says little. The `top` most frequent are marked, hollow where more than half of the
    tokens stand in a single article; the rarer ones are specks. Names are written where there is room, the most frequent
    first. Below the lowest mark the axis is cut.
    """
    table = require(terms, ("term", "n", "per_10k", "dp", "largest_share"), of="terms")
    shown = table[table["n"] >= least].sort_values(["n", "term"], ascending=[False, True])
    marked, rest = shown.head(top), shown.iloc[top:]
    ax = axes_for(ax)
    _draw_dots(ax, marked)
    if len(rest):
        ax.plot(rest["per_10k"], rest["dp"], "o", color=colour("muted"), markersize=SPECK, label=label("rarer"), zorder=1)
    lowest = shown["dp"].min() if len(shown) else 0.0
    ax.set(ylabel=label("dp"), ylim=(max(0.0, np.floor(10 * lowest - 0.5) / 10) - 0.02, 1.04))
    explain(ax, label("per_10k"))
    legend_above(ax)
    log_axis(ax)
    name_points(ax, marked[["term", "per_10k", "dp"]].itertuples(index=False), colour=colour("ink"))
    return attach(describe(ax, "frequency_dispersion"), shown, least=2)


def _draw_dots(ax: Axes, marked: pd.DataFrame) -> None:
    """Draw a dot for each term, hollow where one article has more than half of it; smaller where many share the width."""
    size = min(DOT, np.sqrt(CROWD * room(ax) / max(len(marked), 1)))
    for single, name, shade in ((False, "several", colour("main")), (True, "single", colour("accent"))):
        part = marked[(marked["largest_share"] > ONE_ARTICLE) == single]
        face = "white" if single else shade
        ax.plot(
            part["per_10k"], part["dp"], "o", color=shade, markerfacecolor=face, markeredgewidth=0.7, markersize=size, label=label(name)
        )


def plot_dispersion(
    tokens: pd.DataFrame, terms: Collection[str], *, part: int = 1, ax: Axes | None = None
) -> Axes:
    """Draw where in the issue each of `terms` stands: a stroke for each occurrence, the articles in bands one after another.

    Of several issues the bands are the finest of issues, days and newspapers whose names fit. More than fifty terms go
    on in further parts: see `plot_parts`.
    """
    ordered = require(tokens, ("article_id", "term"), of="tokens").assign(offset=range(len(tokens)))
    rows, parts = cut(len(terms), part)
    names = list(terms)[rows]
    shown = ordered[ordered["term"].isin(names)][["term", "article_id", "offset"]]
    ax = axes_for(ax, rows=len(names))
    rows_down(ax, names)
    strokes = shown["term"].map({term: row for row, term in enumerate(names)}).astype("float64")
    ax.vlines(shown["offset"], strokes - 0.32, strokes + 0.32, color=colour("main"), linewidth=0.7)
    ax.set(xlim=(0, max(len(tokens), 1)))
    counts = shown["term"].value_counts()
    margin_columns(ax, {"n": [str(counts.get(term, 0)) for term in names]})
    notes = part_of(part, parts)
    explain(ax, of_issue("token_offset", issue_of(ordered["article_id"]).nunique()), notes)
    _draw_bands(ax, ordered["article_id"])
    return attach(describe(ax, "dispersion"), shown, notes=notes, parts=parts)


def _draw_bands(ax: Axes, article_ids: pd.Series) -> None:
    """Shade every second band, and name those that are wide enough for their name."""
    settle(ax.figure)
    points = ax.bbox.width / ax.figure.dpi * 72 / max(len(article_ids), 1)
    *finer, bands = _bands(article_ids)
    bands = next((each for each in finer if _fits(each, points).mean() > MOSTLY), bands)
    fits = _fits(bands, points)
    for number, (name, first, last) in enumerate(bands.itertuples(index=False), 1):
        if number % 2 == 0:
            ax.axvspan(first, last + 1, color=colour("faint"), alpha=0.6, linewidth=0, zorder=0)
        ax.annotate(
            plain(name) if fits.iloc[number - 1] else "",
            ((first + last + 1) / 2, 1),
            (0, 2),
            xycoords=ax.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=SMALL,
            color=colour("muted"),
        )


def _fits(bands: pd.DataFrame, points: float) -> pd.Series:
    """Tell of each band whether its name fits into it, a token being so many points wide."""
    widths = (bands["last"] + 1 - bands["first"]) * points
    return bands["name"].map(lambda name: measure(name, SMALL)) + GAP / 2 <= widths


def _bands(article_ids: pd.Series) -> Iterator[pd.DataFrame]:
    """Yield the bands, from the finest to the coarsest: articles of one issue, or issues, days and newspapers."""
    issues = issue_of(article_ids)
    if len(set(issues)) == 1:
        places = article_ids.factorize()[0] + 1
        yield _stretches(article_ids, pd.Series(places, index=article_ids.index).astype("str"))
        return
    days = issues.str.replace(PAGE_OF_ISSUE, "", regex=True)
    for keys in (issues, days, days.str.replace(DATE_OF_ISSUE, "", regex=True)):
        yield _stretches(keys, keys.map(short_issues(list(keys.unique()))))


def _stretches(keys: pd.Series, names: pd.Series) -> pd.DataFrame:
    """Return where each run of equal keys begins and ends, with its name: name, first, last."""
    table = pd.DataFrame({"name": names.to_numpy(), "offset": range(len(names))})
    runs = (keys.to_numpy()[1:] != keys.to_numpy()[:-1]).cumsum()
    return table.groupby(np.concatenate([[0], runs])[: len(table)]).agg(
        name=("name", "first"), first=("offset", "min"), last=("offset", "max")
    )


def plot_keyness(keyness: pd.DataFrame, *, names: Sequence[str] = (), top: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the `top` key terms of the target and of the reference, by G², as a butterfly of log ratios with intervals.

    `names` are those of target and reference. One unit to the right is twice as frequent in the target. A hollow bar is not
    significant at a false-discovery rate of 5 %, or has an interval that crosses 0.
    """
    needed = ("term", "n_target", "n_reference", "log_ratio", "log_ratio_low", "log_ratio_high", "g2", "q")
    table = require(keyness, needed, of="keyness")
    halves = [
        table[table["log_ratio"] > 0].nlargest(top, "g2"),
        table[table["log_ratio"] < 0].nlargest(top, "g2").iloc[::-1],
    ]
    shown = pd.concat(halves, ignore_index=True)
    ax = axes_for(ax, rows=len(shown))
    rows_down(ax, [""] * len(shown))
    if len(names) not in (0, 2):
        msg = f"names are those of target and reference – {list(names)} – two, or none"
        raise ValueError(msg)
    sides = tuple(names) or (label("n_target"), label("n_reference"))
    _draw_wings(ax, shown, sides)
    notes = shown_of(len(shown), len(table))
    explain(ax, label("log_ratio"), notes)
    margin_columns(ax, {name: [f"{count:,}" for count in shown[name]] for name in ("n_target", "n_reference")})
    legend_above(ax)
    _name_wings(ax, shown)
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    return attach(describe(ax, "keyness", name=sides[0], other=sides[1]), shown, notes=notes, least=2)


def _name_wings(ax: Axes, shown: pd.DataFrame) -> None:
    """Write each term on the other side of zero from its bar, in room of its own, beyond any interval that reaches there."""
    right = shown["log_ratio"] > 0
    starts = np.where(right, shown["log_ratio_low"].clip(upper=0), shown["log_ratio_high"].clip(lower=0))
    most = min(max(map(measure, shown["term"]), default=0.0), NAME_SHARE * room(ax))
    settle(ax.figure)
    reach = (most + GAP) / max(ax.bbox.width / ax.figure.dpi * 72 - 2 * (most + GAP), 1)
    low = min(shown["log_ratio_low"].min(), starts.min()) if len(shown) else -1
    high = max(shown["log_ratio_high"].max(), starts.max()) if len(shown) else 1
    ax.set_xlim(low - reach * (high - low), high + reach * (high - low))
    for row, (term, start, to_right) in enumerate(zip(shown["term"], starts, right, strict=True)):
        ax.annotate(
            plain(shorten(term, most)),
            (start, row),
            (-3 if to_right else 3, 0),
            textcoords="offset points",
            ha="right" if to_right else "left",
            va="center",
        )


def _draw_wings(ax: Axes, shown: pd.DataFrame, names: Sequence[str]) -> None:
    """Draw the bars of both sides with their intervals, hollow where the difference may be none."""
    rows = np.arange(len(shown))
    firm = (shown["q"] < SURE) & ((shown["log_ratio_low"] > 0) | (shown["log_ratio_high"] < 0))
    for right, shade, name in ((True, "main", names[0]), (False, "second", names[1])):
        for significant, face in ((True, colour(shade)), (False, "white")):
            those = ((shown["log_ratio"] > 0) == right) & (firm == significant)
            look = {"height": 0.6, "color": face, "edgecolor": colour(shade), "linewidth": OUTLINE}
            ax.barh(rows[those], shown.loc[those, "log_ratio"], **look)
        ax.plot([], [], "s", color=colour(shade), label=label("typical_of").format(name=plain(name)))
    if not firm.all():
        ax.plot([], [], "s", color=colour("muted"), markerfacecolor="white", label=label("not_significant"))
    ax.hlines(rows, shown["log_ratio_low"], shown["log_ratio_high"], color=colour("ink"), linewidth=0.7)
    ax.axvline(0, color=colour("ink"), linewidth=0.6)
