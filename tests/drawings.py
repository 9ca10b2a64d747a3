"""Every plot, drawn from the tables of a made corpus."""

import corpus_tools as ct


def by_hand(totals):
    """Corrected shares of the same topics, as a coded sample might give them."""
    ends = {"machine": totals["share"], "low": 0.0, "high": (totals["share"] * 2).clip(upper=1)}
    return totals[["label", "share"]].assign(**ends)


def stands(totals):
    """The stability of topics of these names."""
    return totals[["label", "share"]].rename(columns={"share": "stability"}).assign(lowest=0.0)


def by_number(totals):
    """Measures of as many numbers of topics as there are topics, the larger ones too many."""
    k = range(2, len(totals) + 2)
    measures = dict.fromkeys(("stability", "weakest", "coherence", "exclusivity"), totals["share"])
    return totals.assign(k=k, enough=[each < 9 for each in k], **measures)


PLOTS = {
    "page": lambda t: ct.plot_page(t["lines"], t["articles"], repairs=t["repairs"]),
    "ledger": lambda t: ct.plot_ledger(t["lines"], t["articles"], repairs=t["repairs"]),
    "profile": lambda t: ct.plot_profile(t["tokens"]),
    "ranking": lambda t: ct.plot_ranking(t["terms"]),
    "frequency_dispersion": lambda t: ct.plot_frequency_dispersion(t["terms"]),
    "dispersion": lambda t: ct.plot_dispersion(t["tokens"], t["terms"]["term"].head(15)),
    "cloud": lambda t: ct.plot_cloud(t["terms"]),
    "keyness": lambda t: ct.plot_keyness(t["keyness"], names=("the longest article of the corpus", "all others")),
    "network": lambda t: ct.plot_network(ct.collocation_network(t["pairs"])),
    "topic_map": lambda t: ct.plot_topic_map(t["topics"], t["articles"]),
    "topic_shares": lambda t: ct.plot_topic_shares(t["topics"], totals=t["topic_shares"]),
    "topic_terms": lambda t: ct.plot_topic_terms(t["topic_terms"]),
    "growth": lambda t: ct.plot_growth(t["quantities"]),
    "money": lambda t: ct.plot_money(t["quantities"]),
    "statistics": lambda t: ct.plot_statistics(t["quantities"], t["articles"]),
    "changes": lambda t: ct.plot_changes(t["changes"], what="term"),
    "moved": lambda t: ct.plot_moved(t["changes"]),
    "word_shift": lambda t: ct.plot_word_shift(t["shift"]),
    "series": lambda t: ct.plot_series(t["series"]),
    "calendar": lambda t: ct.plot_calendar(t["issues"]),
    "reuse": lambda t: ct.plot_reuse(t["reuse"], t["articles"]),
    "topic_corrected": lambda t: ct.plot_topic_shares(
        t["topics"], totals=t["topic_shares"], corrected=by_hand(t["topic_shares"])
    ),
    "corrected_shares": lambda t: ct.plot_corrected_shares(by_hand(t["topic_shares"])),
    "stability": lambda t: ct.plot_stability(stands(t["topic_shares"])),
    "topic_numbers": lambda t: ct.plot_topic_numbers(by_number(t["topic_shares"])),
}
