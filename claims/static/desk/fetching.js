/* The page of something that is being fetched: looks until it is here, then shows what became of it. */
"use strict";

async function look() {
  try {
    const answer = await fetch(document.getElementById("statebar").dataset.stateUrl);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("state");
    if (fresh && !fresh.hasAttribute("data-waits")) {
      window.location.reload();
      return;
    }
    if (fresh) document.getElementById("state").replaceWith(fresh);
  } catch { /* the next look may succeed */ }
  window.setTimeout(look, 1000);
}

look();
