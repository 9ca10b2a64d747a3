"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const desk = document.querySelector(".desk");
const field = (name) => desk.elements[name];

// Hovering: whatever comes from the same line of the source lights up.
const places = new Map();
for (const node of all("[data-lines]")) {
  for (const key of node.dataset.lines.split(" ").filter(Boolean)) {
    if (!places.has(key)) places.set(key, []);
    places.get(key).push(node);
  }
}
const light = (node) => {
  all(".lit").forEach((other) => other.classList.remove("lit"));
  if (!node) return;
  for (const key of node.dataset.lines.split(" ")) (places.get(key) || []).forEach((other) => other.classList.add("lit"));
};
// The other side scrolls to what is lit, when it is out of sight there.
const bring = (node) => {
  const here = node.closest(".source, .parsed");
  const issue = node.closest(".issue");
  if (!here || !issue) return;
  const other = issue.querySelector(here.matches(".source") ? ".parsed" : ".source");
  const target = other.querySelector(".lit");
  if (!target) return;
  const [seen, frame] = [target.getBoundingClientRect(), other.getBoundingClientRect()];
  if (seen.top < frame.top + 40 || seen.bottom > frame.bottom) other.scrollTop += seen.top - frame.top - other.clientHeight / 3;
};
const point = (event) => {
  const node = event.target.closest("[data-lines]");
  light(node);
  if (node) bring(node);
};
document.addEventListener("mouseover", point);
document.addEventListener("focusin", point);

// Clicking a line, or Enter on it: the desk to decide otherwise. Escape closes it and leads back.
let chosen = null;
let cameFrom = null;
const choose = (line) => {
  chosen = line;
  field("number").value = line.dataset.number;
  desk.querySelector(".quoted").textContent = line.dataset.begins;
  field("role").value = [...line.classList].find((name) => [...field("role").options].some((option) => option.value === name)) || "body";
  all(".chosen").forEach((other) => other.classList.remove("chosen"));
  line.classList.add("chosen");
  desk.hidden = false;
  document.body.classList.add("deciding");
  line.scrollIntoView({ block: "nearest" });
};
const open = (node) => {
  const line = node.dataset.goto ? document.getElementById(node.dataset.goto) : node;
  choose(line);
  if (node.dataset.goto) line.scrollIntoView({ block: "center" });
  light(line);
  bring(line);
};
for (const node of all(".line, [data-goto]")) {
  node.addEventListener("click", () => { if (!String(getSelection())) open(node); });
  node.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    open(node);
    cameFrom = node;
    field("decision").focus();
  });
}
for (const piece of all(".parsed [data-lines]")) {
  piece.addEventListener("click", () => {
    const line = document.getElementById(piece.dataset.lines.split(" ")[0]);
    if (line && !String(getSelection())) open(line);
  });
}

// A decision as TOML; a JSON string is a TOML basic string.
const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007f");
const entry = () => {
  const { file, page } = chosen.closest(".issue").dataset;
  const decision = field("decision").value;
  const value = decision === "role" ? field("role").value : field("wording").value.trim();
  const rows = ["[[correction]]", `file = ${quoted(file)}`];
  if (page) rows.push(`page = ${quoted(page)}`);
  rows.push(`line = ${chosen.dataset.number}`, `text = ${quoted(chosen.dataset.begins)}`, `decision = ${quoted(decision)}`);
  if (value && !["join", "split"].includes(decision)) rows.push(`value = ${quoted(value)}`);
  return rows.join("\n") + "\n";
};
field("decision").addEventListener("change", () => {
  const decision = field("decision").value;
  desk.querySelector(".choice").hidden = decision !== "role";
  desk.querySelector(".wording").hidden = ["role", "join", "split"].includes(decision);
  field("wording").value = decision === "character" ? "→" : "";
});
const work = {
  add: () => { field("snippet").value += (field("snippet").value ? "\n" : "") + entry(); },
  clear: () => { field("snippet").value = ""; },
  close: () => {
    desk.hidden = true;
    document.body.classList.remove("deciding");
    all(".chosen").forEach((other) => other.classList.remove("chosen"));
    if (cameFrom) cameFrom.focus();
    cameFrom = null;
  },
  copy: async () => {
    const box = field("snippet");
    try { await navigator.clipboard.writeText(box.value); } catch { box.select(); document.execCommand("copy"); }
    const done = desk.querySelector(".done");
    done.hidden = false;
    setTimeout(() => { done.hidden = true; }, 1500);
  },
};
for (const button of all("[data-do]", desk)) button.addEventListener("click", () => work[button.dataset.do]());
desk.addEventListener("keydown", (event) => { if (event.key === "Escape") work.close(); });
desk.addEventListener("submit", (event) => { event.preventDefault(); work.add(); });

// The language of the labels.
for (const button of all("[data-language]")) {
  button.addEventListener("click", () => {
    const language = button.dataset.language;
    document.documentElement.lang = language;
    for (const option of field("decision").options) option.textContent = option.dataset[language];
  });
}
