/* Which fields of a form a person changed, and the question before a page with unsaved words is left.
   A form's hidden field "seen" says what it was filled with: one that came back holds what was typed as if served. */
"use strict";

const fields = (form) => [...form.elements].filter((field) => field.name && !["hidden", "submit", "button", "fieldset"].includes(field.type));
const forms = () => [...document.querySelectorAll("form[method=post]:not(.splitting)")].filter((form) => fields(form).length);
const seenIn = (form) => form.querySelector("input[name=seen][data-filled]");
const seenBy = (form) => JSON.parse(seenIn(form)?.value || "{}");

/* What the field held when it was filled: out of `seen`, else as the page was served. */
function was(field, seen) {
  if (field.name in seen) return seen[field.name];
  if (["radio", "checkbox"].includes(field.type)) return field.defaultChecked;
  if (field.tagName === "SELECT") return ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value ?? "";
  return field.defaultValue;
}

function touched(field, seen) {
  const before = was(field, seen);
  if (!["radio", "checkbox"].includes(field.type)) return field.value !== before;
  if (typeof before === "boolean") return field.checked !== before;
  return field.checked !== (Array.isArray(before) ? before.includes(field.value) : before === field.value);
}

function changed(form) {
  const seen = seenBy(form);
  return fields(form).some((field) => touched(field, seen));
}

/* `keeps`: sending one form keeps what stands in the others, so the page may go. */
function askBeforeLeaving({ keeps = false } = {}) {
  let sent = null;
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.submitter?.formTarget !== "_blank") sent = event.target;
  });
  window.addEventListener("beforeunload", (event) => {
    if (sent && keeps) return;
    if (forms().some((form) => form !== sent && changed(form))) event.preventDefault();
  });
}
