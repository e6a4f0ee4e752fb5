/* The page of a claim: keys, the way to a field that a finding names, and who else is here.
   Everything here only hastens what the plain forms and links of the page do. */
"use strict";

const LOOK_EVERY = 15_000;
const typing = (element) => Boolean(element.closest?.("input:not([type=radio], [type=checkbox]), textarea, select"));
let prefix = "";

/* A finding leads into its field, and to forms that are folded away. */

function arrive(id) {
  const goal = id && document.getElementById(id);
  if (!goal) return;
  for (let fold = goal.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  goal.scrollIntoView({ block: "nearest" });
  if (goal.matches("input, textarea, select")) { goal.focus(); return; }
  const first = goal.querySelector("h2, h3, legend");
  if (first) { first.tabIndex = -1; first.focus(); }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link || !document.getElementById(link.hash.slice(1))) return;
  event.preventDefault();
  arrive(link.hash.slice(1));
});

/* Keys */

const PLACES = { s: "sources", v: "verdict", f: "figures", c: "claim" };
const KEYS = {
  "n": () => { arrive("source-new"); openForm("source-new"); },
  "t": () => document.getElementById("form-take")?.requestSubmit(),
  "]": () => document.getElementById("next-claim")?.click(),
  "[": () => document.getElementById("previous-claim")?.click(),
  "?": () => toggleHelp(),
};

function openForm(id) {
  const fold = document.getElementById(id);
  if (!fold) return;
  fold.open = true;
  fold.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function toggleHelp() {
  const help = document.getElementById("claimkeyhelp");
  help.hidden = !help.hidden;
  document.getElementById("keys-button").setAttribute("aria-expanded", String(!help.hidden));
  if (!help.hidden) help.scrollIntoView({ block: "nearest" });
}

function chooseRating(number) {
  const rating = [...document.querySelectorAll("#form-verdict input[name=rating]")][number - 1];
  if (!rating) return;
  rating.checked = true;
  rating.dispatchEvent(new Event("change", { bubbles: true }));
  rating.focus();
}

/* Ctrl+Enter sends the form one is in, else the verdict; with Shift the verdict is proposed too. */
function send(proposing) {
  const verdict = document.getElementById("form-verdict");
  const here = document.activeElement.closest("form");
  const form = proposing ? verdict : here || verdict;
  if (!form) return;
  const button = proposing ? form.querySelector("button[value=propose]") : form.querySelector("button:not([value])");
  if (button) form.requestSubmit(button);
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    send(event.shiftKey);
    return;
  }
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") { document.activeElement.blur(); return; }
  if (typing(event.target)) return;
  const jump = prefix === "g" && PLACES[event.key];
  prefix = !prefix && event.key === "g" ? "g" : "";
  if (jump) { event.preventDefault(); arrive(jump); }
  else if (/^[1-8]$/.test(event.key)) { event.preventDefault(); chooseRating(Number(event.key)); }
  else if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});

const keysButton = document.getElementById("keys-button");
keysButton.hidden = false;
keysButton.addEventListener("click", toggleHelp);

/* Who else is here: said again only where it changed. */

const present = document.getElementById("presence");

async function look() {
  if (!document.hidden) {
    const told = new FormData();
    told.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
    told.set("editing", typing(document.activeElement) ? "yes" : "");
    try {
      const answer = await fetch(present.dataset.address, { method: "POST", body: told });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("present");
      const old = document.getElementById("present");
      if (fresh && fresh.textContent !== old.textContent) old.replaceChildren(...fresh.childNodes);
    } catch { /* the next look may succeed */ }
  }
  window.setTimeout(look, LOOK_EVERY);
}

window.setTimeout(look, LOOK_EVERY);

/* After a save the page comes back to its place; the browser has gone there itself by then and taken the focus away. */
window.addEventListener("load", () => window.setTimeout(() => {
  if (document.querySelector(".error, .trouble") === null && window.location.hash) arrive(window.location.hash.slice(1));
}));
