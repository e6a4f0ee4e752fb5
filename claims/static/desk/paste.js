/* The paste form: what is too large for the server to look at is not sent, and stays in the form. */
"use strict";

const pasting = document.getElementById("pasting");
pasting.addEventListener("submit", (event) => {
  const { text, file } = pasting.elements;
  const large = new Blob([text.value]).size > Number(pasting.dataset.limit)
    || (file.files[0]?.size ?? 0) > Number(pasting.dataset.fileLimit);
  document.getElementById("toolarge").hidden = !large;
  if (!large) return;
  event.preventDefault();
  document.getElementById("toolarge").scrollIntoView();
});
