// Keeps what is being written as a draft on the server, some seconds after the last key.
const PAUSE = 4000;

function said(form) {
  const fields = new FormData(form);
  fields.delete("file");
  return fields;
}

async function save(button, form, told) {
  const answer = await fetch(button.dataset.draft, {
    method: "POST",
    body: said(form),
    headers: { Accept: "application/json" },
    redirect: "error",
  });
  if (!answer.ok) return;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  told.textContent = button.dataset.saved.replace("#", clock.format(new Date()));
}

export function keepDraft(button) {
  const form = button.form;
  const told = document.createElement("p");
  told.className = "lp-quiet lp-small";
  told.setAttribute("role", "status");
  button.parentElement.after(told);
  let later;
  let sending = false;
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => {
      // A save that fails is no matter: the button and the form itself are still there.
      if (!sending) save(button, form, told).catch(() => {});
    }, PAUSE);
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(later);
  });
}
