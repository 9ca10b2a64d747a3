"""Every plot, drawn from the tables of a made corpus."""

import corpus_tools as ct

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
}
