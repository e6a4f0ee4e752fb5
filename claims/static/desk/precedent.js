/* The review page: each card says in one line whether its claim was checked or said before. Asked for after the page is
   there, a few cards at once; where that fails, each card's plain link to the claim's page stays. */
"use strict";

const AT_ONCE = 10;
const lineOf = new Map(); // what was answered: the line of a card, or null where there is none
const wordsOf = (card) => `${card.dataset.claim} ${card.querySelector("h3").textContent} ${card.querySelector(".quoted").textContent}`;
const unread = () => [...document.querySelectorAll("#cards .card")].filter((card) => card.querySelector(".before.unread"));
let asking = false;

function fill(card) {
  const [place, line] = [card.querySelector(".before.unread"), lineOf.get(wordsOf(card))];
  if (line) place.replaceWith(line.cloneNode(true));
  else if (line === null) place.remove();
  return line !== undefined;
}

async function ask(cards) {
  const keys = cards.map((card) => card.dataset.claim);
  const address = `${document.getElementById("cards").dataset.checked}?claims=${keys.join(",")}`;
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("precedent-lines");
  if (!page) throw new Error(`no lines at ${address}`);
  for (const card of cards) lineOf.set(wordsOf(card), page.querySelector(`[data-claim="${card.dataset.claim}"]`));
}

async function askAll() {
  if (asking) return;
  asking = true;
  try {
    for (;;) {
      const rest = unread().filter((card) => !fill(card));
      if (!rest.length) break;
      document.getElementById("cards").dataset.looking = "";
      await ask(rest.slice(0, AT_ONCE));
    }
  } catch (problem) {
    console.warn(problem);
    delete document.getElementById("cards")?.dataset.looking;
    return; // no further try on this page: the plain links serve
  }
  asking = false;
}

new MutationObserver(askAll).observe(document.querySelector("section.cards"), { childList: true, subtree: true });
askAll();
