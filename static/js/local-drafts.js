// Keeps what is being written in this browser too, only where the person ticked so; gone once it was sent.
const PREFIX = "lp-draft:";
const CONSENT = "lp-drafts-here";
const LIFE = 14 * 24 * 3600 * 1000;
// The parts that are for the agency alone never lie in a browser, nor do tokens and work.
const NEVER = ["confidential", "confidential_reason", "csrf_token", "challenge", "answer", "code", "file", "act"];

function store() {
  try {
    localStorage.setItem(`${PREFIX}probe`, "1");
    localStorage.removeItem(`${PREFIX}probe`);
    return localStorage;
  } catch {
    return null;
  }
}

function written(form) {
  const said = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !NEVER.includes(name),
  );
  return said.some(([name, value]) => isWords(form, name) && value.trim()) ? said : [];
}

function isWords(form, name) {
  const field = form.elements.namedItem(name);
  return field?.tagName === "TEXTAREA" && field.value !== field.defaultValue;
}

function fill(form, said) {
  for (const field of form.elements) {
    if (!field.name || NEVER.includes(field.name)) continue;
    const values = said.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") {
      if (values.length) field.checked = values.includes(field.value);
    } else if (values.length && (field.tagName === "TEXTAREA" || field.type === "text")) {
      [field.value] = values;
    }
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function forgetOld(kept) {
  for (const key of Object.keys(kept)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      if (Date.now() - JSON.parse(kept.getItem(key)).at < LIFE) continue;
    } catch {
      // What cannot be read is of no use to anybody.
    }
    kept.removeItem(key);
  }
}

function forgetAll(kept) {
  for (const key of Object.keys(kept)) if (key.startsWith(PREFIX)) kept.removeItem(key);
}

export function forgetSent() {
  const kept = store();
  if (!kept) return;
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener("submit", () => forgetAll(kept));
  }
  const sent = sessionStorage.getItem(`${PREFIX}sent`);
  const hearing = sent?.slice(PREFIX.length).split("/", 3).join("/");
  // Only an accepted form leads on to a page of its hearing that says so; a refused one is shown again.
  if (!sent || !location.pathname.startsWith(hearing)) return;
  if (!document.querySelector(".lp-notice--success")) return;
  sessionStorage.removeItem(`${PREFIX}sent`);
  kept.removeItem(sent);
}

export function keepHere(box) {
  const form = box.closest("form");
  const kept = store();
  if (!form || !kept) return;
  const key = `${PREFIX}${box.dataset.localDraft}`;
  const tick = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const offer = box.querySelector("[data-offer]");
  forgetOld(kept);
  box.hidden = false;
  tick.checked = kept.getItem(CONSENT) === "yes";
  const before = kept.getItem(key);
  if (before && tick.checked && !written(form).length) {
    offer.hidden = false;
    const [restore, forget] = offer.querySelectorAll("button");
    restore.addEventListener("click", () => {
      fill(form, JSON.parse(before).said);
      offer.hidden = true;
      told.textContent = box.dataset.restored;
    });
    forget.addEventListener("click", () => {
      kept.removeItem(key);
      offer.hidden = true;
      told.textContent = box.dataset.forgotten;
    });
  }
  function save() {
    const said = written(form);
    if (!tick.checked || !said.length) return;
    kept.setItem(key, JSON.stringify({ at: Date.now(), said }));
    told.textContent = box.dataset.kept;
  }
  let later;
  form.addEventListener("input", (event) => {
    if (event.target === tick) return;
    clearTimeout(later);
    later = setTimeout(save, 1000);
  });
  tick.addEventListener("change", () => {
    if (tick.checked) {
      kept.setItem(CONSENT, "yes");
      save();
      return;
    }
    forgetAll(kept);
    kept.removeItem(CONSENT);
    offer.hidden = true;
    told.textContent = box.dataset.forgotten;
  });
  form.addEventListener("submit", () => {
    clearTimeout(later);
    save();
    sessionStorage.setItem(`${PREFIX}sent`, key);
  });
}
