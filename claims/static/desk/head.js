/* The head of every page: "/" leads to the search box, unless somebody is writing. */
"use strict";

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("find");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !box) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  box.focus();
  box.select();
});
