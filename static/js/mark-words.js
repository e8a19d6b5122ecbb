// Words of a section are marked by mouse, touch or keyboard and put into the form's own fields.
const ARROWS = { ArrowRight: "forward", ArrowLeft: "backward" };

function markedIn(words) {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
  const range = chosen.getRangeAt(0);
  return words.contains(range.commonAncestorContainer) ? range : null;
}

function placeOf(words, range) {
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString().length;
}

function take(words, form) {
  const range = markedIn(words);
  const quote = form.elements.quote;
  if (!range || !quote) return;
  quote.value = range.toString().trim();
  form.elements.near.value = String(placeOf(words, range));
  if (form.elements.anchor) form.elements.anchor.value = "";
  quote.closest("details").open = true;
  form.elements.words.focus();
}

function byKeyboard(words, form, event) {
  const chosen = document.getSelection();
  if (event.key === "Enter" && markedIn(words)) {
    event.preventDefault();
    take(words, form);
    return;
  }
  const way = ARROWS[event.key];
  if (!way || !chosen || event.altKey || event.ctrlKey || event.metaKey) return;
  if (!words.contains(chosen.anchorNode)) chosen.collapse(words, 0);
  chosen.modify(event.shiftKey ? "extend" : "move", way, "word");
  event.preventDefault();
}

export function markWords(box) {
  const words = box.querySelector(".lp-lawtext");
  const button = box.querySelector("[data-mark-take]");
  const form = document.querySelector("#quote")?.form;
  if (!words || !button || !form) return;
  const told = document.createElement("p");
  told.className = "govuk-visually-hidden";
  told.id = "mark-told";
  told.textContent = box.dataset.told;
  box.prepend(told);
  words.classList.add("lp-marking__words");
  words.tabIndex = 0;
  words.setAttribute("role", "group");
  words.setAttribute("aria-label", box.dataset.name);
  words.setAttribute("aria-describedby", told.id);
  words.addEventListener("keydown", (event) => byKeyboard(words, form, event));
  document.addEventListener("selectionchange", () => {
    button.hidden = !markedIn(words);
  });
  // The button must not take the selection away before it is read.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => take(words, form));
}
