// The keys of the annotated text on a wide screen: j and k go from claim to claim, Escape closes. Who needs single keys
// for something else turns them off; that is kept in this browser.

const KEPT = "claim-keys";
const TYPING = "input, textarea, select, [contenteditable]";

function kept() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // a browser that keeps nothing asks again next time
  }
}

// `reader`: {ids(), chosen(), go(id), close(), wide()}; `hint`: the line that names the keys, with its button.
export function listen(reader, hint) {
  const button = hint.querySelector("button");
  const press = (on) => {
    button.setAttribute("aria-pressed", on);
    hint.classList.toggle("off", !on);
  };
  press(kept());
  hint.hidden = false;
  button.addEventListener("click", () => {
    keep(!kept());
    press(button.getAttribute("aria-pressed") !== "true");
  });
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest(TYPING);
    if (plain && reader.wide() && button.getAttribute("aria-pressed") === "true") act(event, reader);
  });
}

function act(event, reader) {
  if (event.key === "Escape") {
    reader.close();
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const ids = reader.ids();
  const id = ids[next(ids, reader, step)];
  if (id) reader.go(id);
}

// Without a chosen claim the way begins at what is in sight.
function next(ids, reader, step) {
  const here = ids.indexOf(reader.chosen());
  if (here >= 0) return here + step;
  const below = ids.findIndex((id) => reader.top(id) > 0);
  if (below < 0) return step > 0 ? -1 : ids.length - 1;
  return step > 0 ? below : below - 1;
}
