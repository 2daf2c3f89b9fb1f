/* Takes the passage that is selected in the report's words into the field below. */
const source = document.querySelector("[data-lift-from]");
const box = document.querySelector("[data-lift]");
const field = document.querySelector("[data-passage]");

if (source && box && field) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    const chosen = window.getSelection();
    const text = chosen.toString().trim();
    if (!text || !source.contains(chosen.anchorNode) || !source.contains(chosen.focusNode)) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
