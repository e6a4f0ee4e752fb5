/* Where things stand in the text. Browsers count UTF-16 units, the desk counts code points: here is the edge between
   them. A run is an element with data-start, the offset of its first character. */
"use strict";

const points = (text) => [...text].length;

/* Code points before `offset` (UTF-16) of a text node, from the beginning of the whole text; null outside the text. */
function offsetAt(node, offset) {
  if (node.nodeType !== Node.TEXT_NODE) return null;
  const run = node.parentElement.closest("#text [data-start]");
  return run ? Number(run.dataset.start) + points(node.data.slice(0, offset)) : null;
}

/* The words marked by the person: {start, end, words}, without white space at either end; null for none. */
function selectedSpan() {
  const selection = window.getSelection();
  const text = document.getElementById("text");
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let [first, last] = [null, null];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("[data-start]") || !range.intersectsNode(node)) continue;
    first ??= node;
    last = node;
  }
  if (!first) return null;
  const start = offsetAt(first, first === range.startContainer ? range.startOffset : 0);
  const end = offsetAt(last, last === range.endContainer ? range.endOffset : last.data.length);
  return trimmed(start, end, selection.toString());
}

function trimmed(start, end, words) {
  const before = points(words) - points(words.trimStart());
  const after = points(words) - points(words.trimEnd());
  const span = { start: start + before, end: end - after, words: words.trim() };
  return span.end > span.start ? span : null;
}

/* The DOM range over the offsets from `start` to `end`, as far as they are on the page; null where none is. */
function rangeOf(start, end) {
  const range = document.createRange();
  let found = false;
  for (const run of document.querySelectorAll("#text [data-start]")) {
    const letters = [...run.textContent];
    const from = Number(run.dataset.start);
    if (from >= end || from + letters.length <= start) continue;
    const units = (count) => letters.slice(0, count).join("").length;
    if (!found) range.setStart(run.firstChild, units(Math.max(start - from, 0)));
    range.setEnd(run.firstChild, units(Math.min(end - from, letters.length)));
    found = true;
  }
  return found ? range : null;
}

/* The word at a point of the window: {start, end} without the marks that open or close it; null beside the text. */
function wordAt(x, y) {
  const [node, offset] = caretAt(x, y);
  const at = node && offsetAt(node, offset);
  if (at == null) return null;
  const line = node.parentElement.closest("#text p");
  const first = Number(line.querySelector("[data-start]").dataset.start);
  const letters = [...line.textContent];
  let [start, end] = [at - first, at - first];
  const blank = (letter) => letter === undefined || /\s/u.test(letter);
  if (blank(letters[start])) while (start > 0 && blank(letters[start - 1])) start -= 1;
  end = Math.min(end, start);
  while (!blank(letters[start - 1])) start -= 1;
  while (!blank(letters[end])) end += 1;
  while (end > start && /[“"‘«([]/u.test(letters[start])) start += 1;
  while (end > start && /[,.;:!?…”"’»)\]]/u.test(letters[end - 1])) end -= 1;
  return end > start ? { start: first + start, end: first + end } : null;
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret ? [caret.offsetNode, caret.offset] : [null, 0];
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : [null, 0];
}

/* Paints the offsets from `start` to `end` as what a cut would hold; without both it takes the paint away. */
function paint(start, end) {
  if (!window.CSS?.highlights) return;
  const range = start == null ? null : rangeOf(start, end);
  if (range) CSS.highlights.set("cutting", new Highlight(range));
  else CSS.highlights.delete("cutting");
}
