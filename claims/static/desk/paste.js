/* The paste form: what is too large for the server to look at is not sent, and stays in the form. */
"use strict";

const pasting = document.getElementById("pasting");
pasting.addEventListener("submit", (event) => {
  const large = new Blob([pasting.elements.text.value]).size > Number(pasting.dataset.limit);
  document.getElementById("toolarge").hidden = !large;
  if (!large) return;
  event.preventDefault();
  document.getElementById("toolarge").scrollIntoView();
});
