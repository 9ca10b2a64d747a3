"""The gallery of a run: one self-contained page with its figures, what they show in words, their data, their origin and how to cite them."""

from base64 import b64encode
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

import corpus_tools
from corpus_tools.report.contents import Bundle, chapters, named_inputs, short_hash, small_picture
from corpus_tools.report.outputs import Outputs
from corpus_tools.report.paper import FILES
from corpus_tools.report.webfont import with_font
from corpus_tools.resources import read_rows, read_text

INDEX = "index.html"
LANGUAGES = {"en": "en", "zh": "zh-Hans"}  # and how a browser calls it


def gallery_page(outputs: Outputs, language: str = "en") -> str:
    """Return the page on what stands in the folder of a run: figures with their words, all else as links.

    `language` (``en`` or ``zh``) is that of its labels and captions. Pictures and typeface are in the page, which needs no
    network and asks for nothing; its links lead to the files beside it. It is the same for the same outputs.

    Raises ValueError for an unknown language.
    """
    if language not in LANGUAGES:
        msg = f"no labels in {language!r}; there are {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    column = list(LANGUAGES).index(language)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["address"] = quote
    environment.filters["origin"] = origin
    environment.filters["picture"] = lambda name: _embedded(outputs, name)
    page = environment.from_string(read_text("report/gallery.html")).render(
        run=outputs.path.resolve().name,
        chapters=list(chapters(outputs)),
        words={key: labels[column] for key, *labels in read_rows("report/gallery_labels.tsv")},
        papers=[name for name in FILES if (outputs.path / name).is_file()],
        version=corpus_tools.__version__,
        key=language,
        language=LANGUAGES[language],
        style=Markup(read_text("report/gallery.css")),  # noqa: S704 – the package's own file
    )
    return with_font(page)


def origin(bundle: Bundle) -> dict[str, str]:
    """Return what a figure or table was made from, in words for one line: inputs, lexicon, rules, parameters, version."""
    record = bundle.record
    inputs = record.get("inputs") if isinstance(record.get("inputs"), dict) else {}
    parameters = record.get("parameters") if isinstance(record.get("parameters"), dict) else {}
    packages = record.get("packages") if isinstance(record.get("packages"), dict) else {}
    found = {
        "inputs": ", ".join(named_inputs(inputs)),
        "lexicon": short_hash(record.get("lexicon")),
        "rules": short_hash(record.get("rules")),
        "parameters": ", ".join(
            f"{name} = {value}" for name, value in parameters.items() if value not in ("", [], None)
        ),
        "version": str(packages.get("corpus-tools", "")),
    }
    return {name: text for name, text in found.items() if text}


def _embedded(outputs: Outputs, name: str) -> str:
    """Return a picture as an address that holds it; its own where it is no picture."""
    try:
        picture = small_picture(outputs.path / name)
    except OSError:  # what a notebook calls .png need not be one
        return quote(name)
    return f"data:image/png;base64,{b64encode(picture).decode('ascii')}"
