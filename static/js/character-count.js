// Counts as the server does: code points after NFC, each line end as one.
export function length(words) {
  return Array.from(words.replace(/\r\n?/g, "\n").normalize("NFC")).length;
}

export function countCharacters(area) {
  const limit = Number(area.dataset.limit);
  const told = document.getElementById(area.dataset.counter);
  if (!told || !limit) return;
  const digits = new Intl.NumberFormat(
    document.documentElement.lang === "th" ? "th-TH-u-nu-thai" : document.documentElement.lang,
  );
  const spoken = document.createElement("p");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("role", "status");
  told.after(spoken);
  let later;
  const show = () => {
    const left = limit - length(area.value);
    const sentence = left < 0 ? told.dataset.over : told.dataset.left;
    told.textContent = sentence.replace("#", digits.format(Math.abs(left)));
    told.classList.toggle("lp-count--over", left < 0);
    clearTimeout(later);
    later = setTimeout(() => {
      spoken.textContent = told.textContent;
    }, 1000);
  };
  area.addEventListener("input", show);
  show();
}
