// Hides at once the questions that the present answers do not lead to; the server does the same on sending.
const dependent = [...document.querySelectorAll("[data-asks]")];

function chosen(name) {
  const boxes = [...document.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)];
  return boxes.filter((box) => !box.closest("[hidden]")).map((box) => box.value);
}

function refresh() {
  for (const block of dependent) {
    block.hidden = !chosen(block.dataset.asks).includes(block.dataset.option);
  }
}

if (dependent.length) {
  refresh();
  document.addEventListener("change", refresh);
}
