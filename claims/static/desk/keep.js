/* The page of a claim: what was typed in one form is not lost when another is sent, nor by leaving unawares.
   Only what the person changed is kept and put back; all else stays as the page is served. Where somebody else changed
   the same field meanwhile, the form says again what it was filled with, so that saving it shows both texts. */
"use strict";

const shelf = `kept:${window.location.pathname.replace(/\/(do|edit|span|verdict|sources|figures|replies|confirmations|conflicts|precedents)\/.*$/, "/change/")}`;
const named = (form) => form.id || new URL(form.getAttribute("action"), window.location).pathname;
const state = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value);

function draftOf(form) {
  const seen = seenBy(form);
  const mine = fields(form).filter((field) => field.type !== "file" && touched(field, seen));
  return {
    expected: form.elements.namedItem("expected")?.value,
    rows: mine.map((field) => [field.name, field.value, state(field), was(field, seen)]),
  };
}

document.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget === "_blank") return; // a preview in a tab of its own: this page stays
  const kept = {};
  for (const form of forms()) {
    if (form !== event.target && changed(form)) kept[named(form)] = draftOf(form);
  }
  if (Object.keys(kept).length) window.sessionStorage.setItem(shelf, JSON.stringify(kept));
  else window.sessionStorage.removeItem(shelf);
});
askBeforeLeaving({ keeps: true });

function putBack(form, { expected, rows }) {
  const seen = seenBy(form);
  const others = {};
  for (const [name, value, kept, before] of rows) {
    for (const field of form.elements) {
      if (field.name !== name || (typeof kept === "boolean" && field.value !== value)) continue;
      if (JSON.stringify(was(field, seen)) !== JSON.stringify(before)) others[name] = before;
      if (typeof kept === "boolean") field.checked = kept;
      else field.value = kept;
    }
  }
  if (Object.keys(others).length) {
    const counter = form.elements.namedItem("expected");
    const filled = seenIn(form);
    if (counter && expected) counter.value = expected;
    if (filled) filled.value = JSON.stringify({ ...seen, ...others });
  }
  for (let details = form.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
}

const kept = JSON.parse(window.sessionStorage.getItem(shelf) || "{}");
window.sessionStorage.removeItem(shelf);
for (const form of forms()) {
  if (kept[named(form)]) putBack(form, kept[named(form)]);
}
