// Kindnesses that pages can do without: focus on the error summary, character counts.
import { countCharacters } from "./character-count.js";
import { keepDraft } from "./drafts.js";
import { forgetSent, keepHere } from "./local-drafts.js";
import { markWords } from "./mark-words.js";
import { checkProof } from "./proof.js";
import { warnBeforeEnd } from "./session.js";

const summary = document.querySelector(".govuk-error-summary");
if (summary) {
  summary.setAttribute("tabindex", "-1");
  summary.focus();
}

document.querySelectorAll("[data-limit]").forEach(countCharacters);
document.querySelectorAll("[data-draft]").forEach(keepDraft);
forgetSent();
document.querySelectorAll("[data-local-draft]").forEach(keepHere);
document.querySelectorAll("[data-mark-words]").forEach(markWords);
document.querySelectorAll(".js-proof").forEach(checkProof);
document.querySelectorAll(".js-session").forEach(warnBeforeEnd);
