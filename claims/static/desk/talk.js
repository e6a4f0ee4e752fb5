/* A comment on marked words: the button takes them from the text into the form. */
"use strict";

const use = document.getElementById("comment-use");
const target = document.getElementById("comment-words");

function marked() {
  const selection = document.getSelection();
  const text = document.getElementById("text");
  if (!text || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return "";
  return selection.toString().trim();
}

if (use && target) {
  use.hidden = false;
  use.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  use.addEventListener("click", () => {
    if (marked()) target.value = marked();
    document.getElementById(target.value ? "comment-body" : "comment-words").focus();
  });
}
