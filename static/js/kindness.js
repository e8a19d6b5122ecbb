// Kindnesses that pages can do without: focus on the error summary, character counts.
import { countCharacters } from "./character-count.js";
import { keepDraft } from "./drafts.js";
import { markWords } from "./mark-words.js";
import { checkProof } from "./proof.js";

const summary = document.querySelector(".govuk-error-summary");
if (summary) {
  summary.setAttribute("tabindex", "-1");
  summary.focus();
}

document.querySelectorAll("[data-limit]").forEach(countCharacters);
document.querySelectorAll("[data-draft]").forEach(keepDraft);
document.querySelectorAll("[data-mark-words]").forEach(markWords);
document.querySelectorAll(".js-proof").forEach(checkProof);
