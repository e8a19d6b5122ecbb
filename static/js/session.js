// Warns two minutes before an idle sign-in ends; one key lets it begin anew, in every open page.
const WARNING = 120;
const SHARED = "lp-sign-in-ends";

function read() {
  try {
    return Number(localStorage.getItem(SHARED)) || 0;
  } catch {
    return 0; // Storage may be switched off; then each page counts for itself.
  }
}

function share(ends) {
  try {
    localStorage.setItem(SHARED, String(ends));
  } catch {
    // As above.
  }
}

export function warnBeforeEnd(box) {
  if (!box.showModal) return;
  const form = box.querySelector("form");
  const told = box.querySelector("[role=status]");
  let ends = Date.now() + Number(box.dataset.rest) * 1000;
  let timer;

  function look() {
    const left = (ends - Date.now()) / 1000;
    if (left <= 0) {
      told.textContent = box.dataset.over;
      form.hidden = true;
      return;
    }
    if (left <= WARNING && !box.open) box.showModal();
    if (left > WARNING && box.open) box.close();
    timer = setTimeout(look, 1000 * (left > WARNING ? left - WARNING : left));
  }

  function begin(seconds) {
    ends = Date.now() + seconds * 1000;
    share(ends);
    clearTimeout(timer);
    look();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } };
    const answer = await fetch(form.action, { ...sent, redirect: "error" }).catch(() => null);
    if (answer?.ok) begin((await answer.json()).seconds);
    else form.submit();
  });
  // Escape closes the warning and nothing else: the end still comes, and is then told.
  window.addEventListener("storage", (event) => {
    if (event.key !== SHARED || read() <= ends) return;
    ends = read();
    clearTimeout(timer);
    look();
  });
  // A page that lay asleep with its computer looks at the clock again.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    look();
  });
  begin(Number(box.dataset.rest));
}
