"""The fit: what a tagged text says, and that the weights which come of it find names in other sentences."""

import random

from corpus_tools.compare.person_fit import fit, main, read_articles, score

SURNAMES, GIVEN = "张 李 王 赵 陈 周 吴 郑".split(), "一山 小川 勇 明远 建 国华 立 文清".split()
FRAMES = [
    "县委/nt 书记/n {} 说/v ，/w 春茶/n 上市/v 了/u 。/w",
    "记者/n {} 报道/v 。/w 高山/n 上/f 有/v 茶园/n 。/w",
    "王府/n 门前/s 的/u 周末/t 很/d 热闹/a 。/w",
    "克林顿/nr 总统/n 访问/v 张家口/ns 。/w",
]


def lines(seed, count=240):
    rng = random.Random(seed)
    names = (f"{rng.choice(SURNAMES)}/nr {rng.choice(GIVEN)}/nr" for _ in range(count))
    return [rng.choice(FRAMES).format(name) for name in names]


def test_names_are_read_where_they_are_tagged():
    [article] = read_articles(
        ["县委/nt 书记/n 张/nr 一山/nr 说/v ，/w [青岩/ns 市/n]ns 好/a 。/w", "克林顿/nr 来/v 了/u 。/w"]
    )
    assert article.text == "县委书记张一山说，青岩市好。\n克林顿来了。\n"
    assert article.names == {(4, 7)}


def test_what_is_learnt_holds_for_sentences_not_seen():
    weights = fit(read_articles(lines(0)), penalty=0.5)
    found = score(read_articles(lines(1, 60)), weights)
    assert found.f > 0.95
    assert len(weights) < 200


def test_the_command_writes_the_weights_and_says_how_good_they_are(tmp_path):
    tagged, output = tmp_path / "tagged.txt", tmp_path / "weights.tsv"
    tagged.write_text(
        "\n".join(f"标题/n {number}/m\n{line}" for number, line in enumerate(lines(2, 160))), encoding="utf-8"
    )
    found = main([str(tagged), "--penalty", "0.5", "--output", str(output)])
    assert found.there > 10
    assert found.f > 0.9
    rows = [line for line in output.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert {line.count("\t") for line in rows} == {1}
