/* The page of a claim: what was typed in one form is not lost when another is sent, nor by leaving unawares. */
"use strict";

const forms = () => [...document.querySelectorAll("form[id]")];
const fields = (form) => [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
const plain = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value);
const untouched = (field) => {
  if (["radio", "checkbox"].includes(field.type)) return field.checked === field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].every((one) => one.selected === one.defaultSelected);
  return field.value === field.defaultValue;
};
const changed = (form) => fields(form).some((field) => !untouched(field));
const shelf = `kept:${window.location.pathname.replace(/\/(do|edit|span|verdict|sources|figures|replies|confirmations|conflicts|precedents)\/.*$/, "/change/")}`;
let sending = null;

document.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget === "_blank") return; // a preview in a tab of its own: this page stays
  sending = event.target;
  const kept = {};
  for (const form of forms()) {
    if (form !== sending && changed(form)) kept[form.id] = fields(form).map((field) => [field.name, field.value, plain(field)]);
  }
  if (Object.keys(kept).length) window.sessionStorage.setItem(shelf, JSON.stringify(kept));
  else window.sessionStorage.removeItem(shelf);
});

window.addEventListener("beforeunload", (event) => {
  if (!sending && forms().some(changed)) event.preventDefault();
});

function putBack(form, rows) {
  for (const [name, value, state] of rows) {
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (typeof state === "boolean") { if (field.value === value) field.checked = state; } else field.value = state;
    }
  }
  for (let details = form.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
}

const kept = JSON.parse(window.sessionStorage.getItem(shelf) || "{}");
window.sessionStorage.removeItem(shelf);
for (const [id, rows] of Object.entries(kept)) {
  const form = document.getElementById(id);
  if (form) putBack(form, rows);
}
