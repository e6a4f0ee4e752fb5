/* The review page: keys, the chosen claim in step with its text, claims from a selection, and news of the splitting.
   Everything here only hastens what the plain forms and links of the page do. */
"use strict";

const ZONES = ["reviewhead", "text", "cards", "counts", "statebar", "pages"];
const cards = () => [...document.querySelectorAll(".card")];
const chosenCard = () => document.querySelector(".card.chosen");
const SIDE_BY_SIDE = window.matchMedia("(min-width: 60rem) and (min-height: 32rem)");
let busy = false;

/* The chosen claim */

function choose(card, { scroll = true } = {}) {
  document.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  if (!card) return;
  card.classList.add("chosen");
  const marks = [...document.querySelectorAll(".mark")].filter((mark) =>
    mark.dataset.claims.split(" ").includes(card.dataset.claim));
  marks.forEach((mark) => mark.classList.add("chosen"));
  if (!scroll) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (marks.length && SIDE_BY_SIDE.matches) marks[0].scrollIntoView({ block: "nearest" });
}

/* At first: the claim that the address names, else the first that waits for a decision. */
function chooseFirst() {
  const named = /^#claim-\d+$/.test(window.location.hash) && document.querySelector(window.location.hash);
  choose(named || document.querySelector(".card.work-extracted") || cards()[0], { scroll: Boolean(named) || SIDE_BY_SIDE.matches });
}

function move(step) {
  const all = cards();
  const at = all.indexOf(chosenCard());
  choose(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".mark");
  if (mark) {
    event.preventDefault();
    if (!window.getSelection().isCollapsed) return;
    const ids = mark.dataset.claims.split(" ");
    const present = chosenCard()?.dataset.claim;
    choose(document.getElementById(`claim-${ids[(ids.indexOf(present) + 1) % ids.length]}`));
    return;
  }
  const card = event.target.closest(".card");
  if (card && !event.target.closest("a, button, input, summary")) choose(card, { scroll: false });
});

/* Steps without leaving the page: the answer is the same page, of which the zones are taken over. */

async function take(form, submitter) {
  if (busy) return;
  busy = true;
  const card = form.closest(".card");
  const next = card.nextElementSibling?.id;
  try {
    const data = new FormData(form, submitter);
    const answer = await fetch(form.action, { method: "POST", body: data });
    takeOver(await answer.text());
    choose(document.getElementById(answer.ok && next ? next : card.id));
  } catch {
    form.removeAttribute("data-swap");
    form.requestSubmit(submitter);
  } finally {
    busy = false;
  }
}

function takeOver(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const id of ZONES) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(fresh);
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-swap]")) return;
  event.preventDefault();
  take(event.target, event.submitter);
});

/* Keys */

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press("queue"),
  t: () => press("take"),
  u: () => press("restore"),
  x: dismiss,
  n: () => addSelection(),
  Enter: () => chosenCard()?.querySelector(".open").click(),
  "?": () => { const help = document.getElementById("keyhelp"); help.hidden = !help.hidden; },
};

function press(verb) {
  const form = chosenCard()?.querySelector(`form[data-swap="${verb}"]`);
  if (form) form.requestSubmit();
}

function dismiss() {
  const details = chosenCard()?.querySelector(".dismissing");
  if (details) details.open = !details.open;
}

function byNumber(key) {
  const open = chosenCard()?.querySelector(".dismissing[open]");
  const button = open && [...open.querySelectorAll(".reasonlist button")][Number(key) - 1];
  if (button) button.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") document.activeElement.blur();
  if (event.target.closest("input, textarea, select")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (/^[1-9]$/.test(event.key)) byNumber(event.key);
  else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

/* A selection in the text: browsers count UTF-16 units, the desk counts code points; here is the edge between them. */

function offsetAt(node, offset) {
  const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!run || node.nodeType !== Node.TEXT_NODE) return null;
  return Number(run.dataset.start) + [...node.data.slice(0, offset)].length;
}

function selectedSpan() {
  const selection = window.getSelection();
  const text = document.getElementById("text");
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let first = null;
  let last = null;
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("[data-start]") || !range.intersectsNode(walker.currentNode)) continue;
    first = first || walker.currentNode;
    last = walker.currentNode;
  }
  if (!first) return null;
  const start = offsetAt(first, first === range.startContainer ? range.startOffset : 0);
  const end = offsetAt(last, last === range.endContainer ? range.endOffset : last.data.length);
  return trimmed(start, end, selection.toString());
}

function trimmed(start, end, words) {
  const before = [...words].length - [...words.trimStart()].length;
  const after = [...words].length - [...words.trimEnd()].length;
  const span = { start: start + before, end: end - after, words: words.trim() };
  return span.end > span.start ? span : null;
}

document.addEventListener("selectionchange", () => {
  const box = document.getElementById("selection");
  if (!box || !document.getElementById("marking")) return;
  const span = selectedSpan();
  box.hidden = !span;
  if (span) document.getElementById("selected-words").textContent = [...span.words].slice(0, 60).join("");
});

function addSelection() {
  const span = selectedSpan();
  const form = document.getElementById("marking");
  if (!span || !form) return;
  form.querySelectorAll("[name=span]").forEach((one) => one.remove());
  document.getElementById("marking-start").value = span.start;
  document.getElementById("marking-end").value = span.end;
  document.getElementById("marking-words").value = span.words;
  form.submit();
}

document.getElementById("mark-selection")?.addEventListener("mousedown", (event) => event.preventDefault());
document.getElementById("mark-selection")?.addEventListener("click", addSelection);

/* News of the splitting */

async function look() {
  if (!document.querySelector("#state[data-waits]")) return;
  try {
    const answer = await fetch(document.getElementById("statebar").dataset.stateUrl);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("state");
    if (fresh && fresh.hasAttribute("data-waits")) document.getElementById("state").replaceWith(fresh);
    else if (fresh) {
      takeOver(await (await fetch(window.location.href)).text());
      chooseFirst();
    }
  } catch { /* the next look may succeed */ }
  window.setTimeout(look, 1500);
}

document.getElementById("keylist").hidden = false;
chooseFirst();
look();
