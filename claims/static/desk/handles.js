/* The two handles on the chosen claim: dragged by mouse or finger, they move its beginning or end word by word. */
"use strict";

const handles = Object.fromEntries(["start", "end"].map((side) => {
  const handle = document.createElement("span");
  handle.className = `handle ${side}`;
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("pointerdown", (event) => grasp(event, side));
  return [side, handle];
}));

/* Puts the handles at the ends of the chosen claim, where it may be cut; else they are away. */
function moveHandles() {
  const [card, text] = [chosenCard(), document.getElementById("text")];
  Object.values(handles).forEach((handle) => handle.remove());
  const marks = card?.querySelector('[value="end+1"]') ? marksOf(card) : [];
  if (!marks.length) return;
  const frame = text.getBoundingClientRect();
  const first = marks[0].getClientRects()[0];
  const last = [...marks[marks.length - 1].getClientRects()].pop();
  if (!first || !last) return;
  put(handles.start, first.left - frame.left, first);
  put(handles.end, last.right - frame.left, last);
  text.append(handles.start, handles.end);

  function put(handle, left, rect) {
    handle.style.left = `${left}px`;
    handle.style.top = `${rect.top - frame.top}px`;
    handle.style.height = `${rect.height}px`;
  }
}

function grasp(event, side) {
  const card = chosenCard();
  if (event.button || !card) return;
  event.preventDefault();
  const handle = handles[side];
  const span = { start: Number(card.dataset.start), end: Number(card.dataset.end) };
  const wanted = { ...span };
  handle.classList.add("grasped");

  function drag(moved) {
    const word = wordAt(moved.clientX, moved.clientY);
    if (!word) return;
    const next = { ...span, [side]: word[side] };
    if (next.end <= next.start) return;
    Object.assign(wanted, next);
    paint(wanted.start, wanted.end);
  }

  function drop(done) {
    for (const [name, listener] of [["pointermove", drag], ["pointerup", drop], ["pointercancel", drop]]) window.removeEventListener(name, listener);
    handle.classList.remove("grasped");
    paint();
    const moved = wanted.start !== span.start || wanted.end !== span.end;
    if (done.type === "pointerup" && moved) inTurn(() => send(card.querySelector(".acts form"), { do: "span", ...wanted }));
  }

  window.addEventListener("pointermove", drag);
  window.addEventListener("pointerup", drop);
  window.addEventListener("pointercancel", drop);
}

window.addEventListener("resize", moveHandles);
document.fonts?.ready.then(moveHandles);
chooseFirst();
look();
