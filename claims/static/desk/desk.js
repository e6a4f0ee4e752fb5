/* The review page: keys, the chosen claim in step with its text, steps that change just their card and marks, and news
   of the splitting. Everything here only hastens what the plain forms and links of the page do. */
"use strict";

const ZONES = ["reviewhead", "text", "cards", "counts", "statebar", "pages"];
const SIDE_BY_SIDE = window.matchMedia("(min-width: 60rem) and (min-height: 32rem)");
const LATER = { queue: ".work-extracted", take: ".work-queued", dismiss: ".work-extracted" };
const cards = () => [...document.querySelectorAll("#cards .card")];
const chosenCard = () => document.querySelector(".card.chosen");
const marksOf = (card) => [...document.querySelectorAll("#text .mark")].filter((mark) =>
  mark.dataset.claims.split(" ").includes(card.dataset.claim));

/* The chosen claim */

function choose(card, { scroll = true, focus = true } = {}) {
  document.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
  document.querySelectorAll(".cut[open]").forEach((one) => { one.open = false; });
  paint();
  if (!card) return moveHandles();
  card.classList.add("chosen");
  card.querySelector(".cut")?.setAttribute("open", "");
  const marks = marksOf(card);
  marks.forEach((mark) => mark.classList.add("chosen"));
  moveHandles();
  if (!scroll) return;
  if (focus) card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  if (marks.length && SIDE_BY_SIDE.matches) marks[0].scrollIntoView({ block: "nearest" });
}

/* At first: the claim that the address names, else the first that waits for a decision. */
function chooseFirst() {
  const named = /^#claim-\d+$/.test(window.location.hash) ? document.querySelector(window.location.hash) : null;
  choose(named || document.querySelector(".card.work-extracted") || cards()[0], { scroll: Boolean(named) || SIDE_BY_SIDE.matches });
  named?.querySelector(".opening :is(input:not([type=hidden]), select, textarea)")?.focus();
}

/* The next or the previous claim; past the last one of a part, the next part. */
function move(step) {
  const all = cards();
  const at = all.indexOf(chosenCard()) + step;
  if (all[at]) choose(all[at]);
  else document.querySelector(step > 0 ? "#pages [rel=next]" : "#pages [rel=prev]")?.click();
}

/* After a step: the next claim that waits for the same, else simply the next. */
function onward(card, verb) {
  const after = cards().slice(cards().indexOf(card) + 1);
  return after.find((one) => LATER[verb] && one.matches(LATER[verb])) || after[0] || card;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    inTurn(() => openCard(opener.closest(".card"), opener.dataset.open));
    return;
  }
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
  if (card && card !== chosenCard()) choose(card, { scroll: !event.target.closest("a, button, input, textarea, select, summary, label"), focus: false });
});

/* One thing after the other, in the order in which the keys were pressed */

let turn = Promise.resolve();
let opening = false; // a card's form is on its way: letters typed meanwhile are no commands

function inTurn(step) {
  turn = turn.then(step).catch((problem) => console.warn(problem));
  return turn;
}

/* A step: the form as it is now, its answer the pieces of the page that changed */

async function send(form, extra = {}, submitter = null) {
  const data = new FormData(form, submitter?.name && form.contains(submitter) ? submitter : undefined);
  const card = form.closest(".card");
  for (const [name, value] of Object.entries({ part: document.getElementById("text").dataset.part, ...extra })) data.set(name, value);
  if (card && data.get("do") === "merge") data.set("other", nextOpen(card)?.dataset.claim ?? "");
  let page = null;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Desk": "swap" } });
    page = parsed(await answer.text()).getElementById("swap");
  } catch { /* told by the plain way */ }
  if (!page) return plainly(form, extra, submitter);
  const verb = data.has("dismissal") ? "dismiss" : data.get("then") || data.get("do");
  const next = card && LATER[verb] ? onward(card, verb).id : "";
  place(page, card);
  const bad = page.hasAttribute("data-bad");
  const goal = document.getElementById(!bad && next && next !== card.id ? next : page.dataset.choose);
  if (goal) choose(goal);
  else if (!bad && page.dataset.place) window.location.assign(page.dataset.place);
  say(page.querySelector(".said").textContent, bad);
  if (bad) goal?.querySelector(".opening :is(input:not([type=hidden]), select)")?.focus();
}

/* Where the answer was no piece of the page (a session that ended, a server that failed): as if there were no script. */
function plainly(form, extra, submitter) {
  form.removeAttribute("data-swap");
  for (const [name, value] of Object.entries(extra)) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field && field.type === "hidden") field.value = value;
    else form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  form.requestSubmit(submitter && form.contains(submitter) ? submitter : undefined);
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const nextOpen = (card) => cards().slice(cards().indexOf(card) + 1).find((one) => one.querySelector("[value=merge]"));

/* Puts what changed in its place. A form with unsaved words stays, unless it was the one that was sent (`sender`). */
function place(page, sender) {
  for (const line of page.querySelectorAll(".lines > p")) document.getElementById(line.id)?.replaceWith(line);
  for (const one of page.querySelectorAll("[data-gone]")) document.getElementById(one.dataset.gone)?.remove();
  for (const card of page.querySelectorAll(".cards > .card")) {
    const old = document.getElementById(card.id);
    if (old && old !== sender && dirty(old)) continue;
    if (old && old.dataset.start === card.dataset.start && old.dataset.end === card.dataset.end) old.replaceWith(card);
    else {
      old?.remove();
      if (onPart(card)) insert(card);
    }
  }
  const counts = page.querySelector("#counts");
  if (counts) document.getElementById("counts").replaceWith(counts);
}

function onPart(card) {
  const [from, to] = document.getElementById("text").dataset.part.split("-").map(Number);
  return Number(card.dataset.start) >= from && Number(card.dataset.start) < to;
}

function insert(card) {
  const key = (one) => [one.dataset.start, one.dataset.end, one.dataset.claim].map(Number);
  const before = (one, other) => key(one).reduce((found, part, at) => found || part - key(other)[at], 0) < 0;
  const next = cards().find((one) => before(card, one));
  const zone = document.getElementById("cards");
  zone.querySelector(":scope > .empty")?.remove();
  zone.insertBefore(card, next ?? null);
}

const dirty = (card) => [...card.querySelectorAll("form.editing, form.other")].some(changed);
askBeforeLeaving();

function say(words, bad = false) {
  const said = document.getElementById("said");
  said.textContent = "";
  said.classList.toggle("bad", bad);
  window.requestAnimationFrame(() => { said.textContent = words; });
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-swap]")) return;
  event.preventDefault();
  const [form, submitter] = [event.target, event.submitter];
  inTurn(() => send(form, {}, submitter));
});

/* The form in a card: fetched when it is asked for ("edit", "split"), closed with "" */

async function openCard(card, what) {
  if (!card) return;
  opening = true;
  try {
    const address = `${card.querySelector(".acts form").action}card/?what=${what}`;
    const page = parsed(await (await fetch(address)).text());
    const fresh = page.querySelector(".cards > .card");
    if (!fresh) return;
    card.replaceWith(fresh);
    choose(fresh);
    const first = fresh.querySelector(".opening :is(input:not([type=hidden]), select)");
    (first || fresh).focus();
    first?.select?.();
    previewCut();
  } finally {
    opening = false;
  }
}

function previewCut() {
  const select = chosenCard()?.querySelector(".splitting select");
  if (select) paint(Number(select.value), Number(chosenCard().dataset.end));
}
document.addEventListener("change", (event) => { if (event.target.matches(".splitting select")) previewCut(); });
document.addEventListener("input", (event) => { if (event.target.matches(".splitting select")) previewCut(); });

/* Keys */

const HELD = new Set(["j", "k", "[", "]", "{", "}"]); // keys that may be held down
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press("queue"),
  t: () => press("take"),
  r: () => press("restore"),
  m: () => press("merge"),
  "{": () => press("start-1"),
  "}": () => press("start+1"),
  "[": () => press("end-1"),
  "]": () => press("end+1"),
  u: () => send(document.getElementById("undo")),
  e: () => openBy("edit"),
  s: split,
  x: dismiss,
  n: addSelection,
  Enter: () => chosenCard()?.querySelector(".open").click(),
  "?": help,
};

function press(verb) {
  const button = chosenCard()?.querySelector(`.acts button[name=do][value="${verb}"]`);
  return button ? send(button.form, {}, button) : undefined;
}

function openBy(what) {
  const card = chosenCard();
  return card?.querySelector(`.acts [data-open=${what}]`) ? openCard(card, what) : undefined;
}

/* At the words marked inside the chosen claim at once; else at a place to be chosen. */
function split() {
  const card = chosenCard();
  const span = selectedSpan();
  const inside = card && span && span.start > Number(card.dataset.start) && span.start < Number(card.dataset.end);
  if (!inside || !card.querySelector("[data-open=split]")) return openBy("split");
  window.getSelection().removeAllRanges();
  return send(card.querySelector(".acts form"), { do: "split", at: span.start });
}

function dismiss() {
  const details = chosenCard()?.querySelector(".dismissing");
  if (details) details.open = !details.open;
  details?.scrollIntoView({ block: "nearest" });
}

function byNumber(key) {
  const open = chosenCard()?.querySelector(".dismissing[open]");
  const button = open?.querySelectorAll(".reasonlist button")[Number(key) - 1];
  if (button) return send(button.form, {}, button);
  if (open && key === "6") open.querySelector("[name=note]").focus();
  return undefined;
}

function help() {
  const list = document.getElementById("keyhelp");
  list.hidden = !list.hidden;
  if (!list.hidden) list.scrollIntoView({ block: "nearest" });
}
document.getElementById("showkeys").addEventListener("click", help);

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (event.key === "Escape") escape(field);
  else if (field) inField(event, field);
  else if (!(event.ctrlKey || event.metaKey || event.altKey)) command(event);
});

function command(event) {
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const number = /^[1-9]$/.test(event.key);
  if (!number && !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  if (opening || (event.repeat && !HELD.has(event.key))) return;
  inTurn(() => (opening ? undefined : number ? byNumber(event.key) : KEYS[event.key]()));
}

/* In a card's form: Ctrl Enter saves and accepts, Enter in the list of places splits. */
function inField(event, field) {
  const form = field.closest(".editing, .splitting");
  if (!form || event.key !== "Enter") return;
  const sends = event.ctrlKey || event.metaKey;
  if (!sends && !field.matches("select")) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector((sends && "button[name=then]") || "button") || form.querySelector("button"));
}

/* Out of a field first; a form with nothing unsaved in it is closed at once. */
function escape(field) {
  const card = chosenCard();
  document.getElementById("keyhelp").hidden = true;
  if (card?.querySelector(".opening") && !dirty(card)) inTurn(() => openCard(card, ""));
  else if (field) field.blur();
  else card?.querySelector(".dismissing")?.removeAttribute("open");
}

/* A claim from a selection */

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
  if (!span || !form) return undefined;
  form.querySelectorAll("[name=span]").forEach((one) => one.remove());
  window.getSelection().removeAllRanges();
  return send(form, { start: span.start, end: span.end, words: span.words });
}

document.getElementById("mark-selection").addEventListener("mousedown", (event) => event.preventDefault());
document.getElementById("mark-selection").addEventListener("click", () => inTurn(addSelection));

/* News of the splitting */

function takeOver(html) {
  const page = parsed(html);
  for (const id of ZONES) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(fresh);
  }
}

async function look() {
  if (!document.querySelector("#state[data-waits]")) return;
  try {
    const answer = await fetch(document.getElementById("statebar").dataset.stateUrl);
    const fresh = parsed(await answer.text()).getElementById("state");
    if (fresh && fresh.hasAttribute("data-waits")) document.getElementById("state").replaceWith(fresh);
    else if (fresh) {
      takeOver(await (await fetch(window.location.href)).text());
      chooseFirst();
    }
  } catch { /* the next look may succeed */ }
  window.setTimeout(look, 1500);
}

document.body.classList.add("keyed");
document.getElementById("keylist").hidden = false;
