/* The event room: asks every few seconds whether the lanes moved, and swaps in only what did. Whoever types, scrolls or
   stands on a button is not disturbed. Without this file the page renews itself as a whole. */
"use strict";

const room = document.getElementById("lanes");
const EVERY = 4000;
let tag = room.dataset.tag;

const units = new Map();
function inWords(number, unit) {
  const language = document.documentElement.lang || "id";
  if (!units.has(unit)) units.set(unit, new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }));
  return units.get(unit).format(number);
}

function renewAges() {
  for (const time of room.querySelectorAll("time[data-age]")) {
    const minutes = Math.floor((Date.now() - new Date(time.dateTime)) / 60000);
    const said = minutes < 1 ? room.dataset.now
      : minutes < 60 ? inWords(minutes, "minute")
        : minutes < 1440 ? inWords(Math.floor(minutes / 60), "hour")
          : minutes < 10080 ? inWords(Math.floor(minutes / 1440), "day") : null;
    if (said && time.textContent !== said) time.textContent = said;
  }
}

/* What a slip says, its ages aside: they are written here. */
function said(node) {
  const copy = node.cloneNode(true);
  for (const time of copy.querySelectorAll("time[data-age]")) time.textContent = "";
  for (const token of copy.querySelectorAll("[name=csrfmiddlewaretoken]")) token.remove();
  return copy.outerHTML;
}

/* Brings a list to what the fresh one holds: nodes that say the same stay, and with them focus and scroll. */
function reconcile(list, fresh) {
  const old = new Map([...list.children].filter((one) => one.id).map((one) => [one.id, one]));
  const wanted = [...fresh.children].map((node) => {
    const known = old.get(node.id);
    return known && said(known) === said(node) ? known : node;
  });
  for (const node of [...list.children]) if (!wanted.includes(node)) node.remove();
  wanted.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
  });
}

function swap(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const focused = document.activeElement?.id;
  const slip = document.activeElement?.closest?.(".slip")?.id;
  const scroll = window.scrollY;
  for (const lane of room.querySelectorAll(".lane")) {
    const next = fresh.getElementById(lane.id);
    if (!next) continue;
    reconcile(lane.querySelector("ul"), next.querySelector("ul"));
    for (const name of ["h2", ".oldest", ".more"]) {
      const [mine, other] = [lane.querySelector(name), next.querySelector(name)];
      if (mine && other) mine.replaceWith(other);
      else if (mine) mine.remove();
      else if (other) lane.insertBefore(other, name === ".oldest" ? lane.querySelector("ul") : null);
    }
  }
  for (const id of ["tally", "jump"]) {
    if (fresh.getElementById(id)) document.getElementById(id)?.replaceWith(fresh.getElementById(id));
  }
  tag = document.getElementById("tally").dataset.tag;
  if (slip && !room.contains(document.activeElement)) {
    (document.getElementById(focused) ?? document.getElementById(slip)?.querySelector("button, a"))
      ?.focus({ preventScroll: true });
  }
  window.scrollTo({ top: scroll });
  renewAges();
}

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(room.dataset.url, { headers: { "If-None-Match": tag }, cache: "no-store" });
      if (answer.ok) swap(await answer.text());
      else renewAges();
    } catch { renewAges(); /* the next look may succeed */ }
  }
  window.setTimeout(look, EVERY);
}

askBeforeLeaving();
const form = document.getElementById("segment");
if (form) {
  form.querySelector(".keyhint").hidden = false;
  form.querySelector("textarea").focus({ preventScroll: true });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
document.addEventListener("visibilitychange", renewAges);
renewAges();
window.setTimeout(look, EVERY);
