// The annotated text reads well without this. With it, cards in the margin stand at the height of their sentence, short
// where they would crowd; the chosen one opens right beside its words and the others make room. On narrow screens a tap
// opens and closes a card under its sentence without moving the page; without it the card opens under the paragraph.

import { listen } from "./keys.js";

const text = document.querySelector("[data-annotated]");
const wide = window.matchMedia("(min-width: 60rem)");
const GAP = 10;
const CROWDED = 120; // pixels below its words at which a card is too far: it and those that push it become short
const LIFT = 14; // pixels by which a card begins above its words, so that their first lines are level

const idOf = (card) => card.id.replace("claim-", "");
const cardOf = (id) => (id ? document.getElementById(`claim-${id}`) : null);
const markOf = (card) => document.getElementById(`at-${idOf(card)}`);
const headroom = () => document.querySelector(".article-head").offsetHeight; // the margin beside the headline is free
const chosen = () => text.querySelector(".card.chosen");

function wanted() {
  const base = text.getBoundingClientRect().top;
  const cards = [...text.querySelectorAll(".card")].filter(markOf);
  const places = cards.map((card) => {
    const wish = Math.max(0, markOf(card).getClientRects()[0].top - base - LIFT);
    return { card, wish, top: wish, height: card.offsetHeight };
  });
  return places.sort((a, b) => a.top - b.top);
}

function queue(places) {
  let free = -headroom();
  for (const place of places) {
    place.top = Math.max(place.top, free);
    free = place.top + place.height + GAP;
  }
}

// The cards before the chosen one move up, as far as there is room; what is left over moves it down.
function makeRoom(places, card) {
  const here = places.findIndex((place) => place.card === card);
  if (here < 0) return;
  const needed = places.slice(0, here).reduce((sum, place) => sum + place.height + GAP, 0);
  const chosenTop = Math.max(places[here].top, needed - headroom());
  places[here].top = chosenTop;
  let limit = chosenTop;
  for (const place of places.slice(0, here).reverse()) {
    place.top = Math.min(place.top, limit - place.height - GAP);
    limit = place.top;
  }
}

function settled() {
  const places = wanted();
  if (chosen()) makeRoom(places, chosen());
  queue(places);
  return places;
}

// The cards from the one too far up to the last that stands where it wants to; the chosen one keeps its length.
function pushing(places, far) {
  let first = far;
  while (first > 0 && places[first].top > places[first].wish) first -= 1;
  return places.slice(first, far + 1).filter(({ card }) => !card.matches(".short, .chosen"));
}

function shorten() {
  let places = settled();
  for (;;) {
    const far = places.findIndex(({ top, wish }, at) => top - wish > CROWDED && pushing(places, at).length);
    if (far < 0) return places;
    pushing(places, far).forEach(({ card }) => card.classList.add("short"));
    places = settled();
  }
}

function arrange() {
  text.classList.toggle("placed", wide.matches);
  text.querySelectorAll(".short").forEach((card) => card.classList.remove("short"));
  text.style.minHeight = "";
  if (!wide.matches) return;
  const places = shorten();
  for (const { card, top, wish } of places) {
    card.style.top = `${top}px`;
    card.classList.toggle("level", Math.abs(top - wish) < LIFT);
  }
  const last = places.at(-1);
  if (last) text.style.minHeight = `${last.top + last.height}px`;
}

function mark(id, name) {
  document.querySelectorAll(`.${name}`).forEach((element) => element.classList.remove(name));
  cardOf(id)?.classList.add(name);
  if (id) document.querySelectorAll(`a.mark[data-claim="${id}"]`).forEach((words) => words.classList.add(name));
}

function choose(id) {
  mark(id, "chosen");
  arrange();
}

function remember(id) {
  history.replaceState(null, "", id ? `#claim-${id}` : location.pathname + location.search);
}

const STOP = /[.!?…]["”’»)\]]*(?=\s|$)/;
const STOPPED = /[.!?…]["”’»)\]]*$/;

// Puts a card into its paragraph, after the sentence that its claim ends in.
function seat(card) {
  const marks = text.querySelectorAll(`a.mark[data-claim="${idOf(card)}"]`);
  const words = marks[marks.length - 1]?.closest(".words");
  if (!words || card.parentElement === words) return;
  let node = marks[marks.length - 1];
  const stopped = STOPPED.test(node.textContent);
  while (node.parentElement !== words) node = node.parentElement;
  card.lang ||= document.documentElement.lang;
  words.insertBefore(card, afterSentence(node, stopped));
}

// The node before which the next sentence's card would stand: cuts the text node in which the sentence ends.
function afterSentence(node, stopped) {
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    if (next.nodeType !== Node.TEXT_NODE) continue;
    const stop = (stopped && /^["”’»)\]]*(?=\s|$)/.exec(next.data)) || STOP.exec(next.data);
    if (stop) return next.splitText(stop.index + stop[0].length);
    stopped = false;
  }
  return null;
}

function onMark(event, id) {
  const card = cardOf(id);
  if (!card || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (!wide.matches) seat(card);
  const opens = wide.matches ? !card.classList.contains("chosen") : !card.classList.contains("open");
  card.classList.toggle("open", opens);
  remember(opens ? id : "");
  choose(opens ? id : "");
}

function onClick(event) {
  const words = event.target.closest("a.mark[data-claim]");
  if (words) onMark(event, words.dataset.claim);
  else if (event.target.closest("a.card-back")) close(event);
  else if (wide.matches && !event.target.closest("a")) {
    const card = event.target.closest(".card");
    if (card && !card.classList.contains("chosen")) choose(idOf(card));
  }
}

function close(event) {
  const card = event.target.closest(".card");
  event.preventDefault();
  card.classList.remove("open");
  remember("");
  choose("");
  const words = text.querySelector(`a.mark[data-claim="${idOf(card)}"]`);
  (words ?? markOf(card))?.focus();
}

// What the keys do: see keys.js.
const reader = {
  wide: () => wide.matches,
  ids: () => [...new Set([...text.querySelectorAll("a.mark[data-claim]")].map((words) => words.dataset.claim))],
  chosen: () => chosen() && idOf(chosen()),
  top: (id) => markOf(cardOf(id)).getBoundingClientRect().top,
  go(id) {
    remember(id);
    choose(id);
    markOf(cardOf(id)).scrollIntoView({ block: "center" });
    text.querySelector(`a.mark[data-claim="${id}"]`).focus({ preventScroll: true });
  },
  close() {
    remember("");
    choose("");
  },
};

function onHover(event) {
  const at = event.target.closest("a.mark[data-claim], .card");
  mark(at && wide.matches ? (at.dataset.claim ?? idOf(at)) : "", "near");
}

function followHash() {
  const card = location.hash.startsWith("#claim-") && text.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  if (!card) return;
  if (!wide.matches) seat(card);
  card.classList.add("open");
  remember(idOf(card));
  choose(idOf(card));
  (wide.matches ? markOf(card) : card)?.scrollIntoView({ block: "center" });
}

if (text) {
  text.classList.add("scripted");
  text.addEventListener("click", onClick);
  text.addEventListener("mouseover", onHover);
  window.addEventListener("hashchange", followHash);
  wide.addEventListener("change", arrange);
  new ResizeObserver(arrange).observe(document.body);
  arrange();
  followHash();
  const hint = document.querySelector("[data-keys]");
  if (hint && text.querySelector("a.mark")) listen(reader, hint);
}
