// The editor of a plan's blocks: keys for what the buttons do. Everything works without it.
const items = () => [...document.querySelectorAll(".compose-items > [data-item]")];
const inField = (target) => target.closest("input, textarea, select");

function current() {
  const focused = document.activeElement?.closest(".compose-items > [data-item]");
  return focused ? items().indexOf(focused) : -1;
}

function step(by) {
  const all = items();
  if (!all.length) return;
  const next = Math.max(0, Math.min(all.length - 1, current() < 0 ? 0 : current() + by));
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function press(selector) {
  const found = items()[current()]?.querySelector(selector);
  if (found) found.click();
  return Boolean(found);
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(".compose-form");
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (inField(event.target) || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    if (event.key === "ArrowUp" && press("[data-up]")) event.preventDefault();
    if (event.key === "ArrowDown" && press("[data-down]")) event.preventDefault();
    return;
  }
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (event.key === "e") press("[data-edit]");
  if (event.key === "n") document.querySelector("[data-add]")?.click();
});

// On a wide screen the list of blocks stands open at the side; on a phone it opens on demand.
const wide = matchMedia("(min-width: 992px)");
const showList = () => {
  const list = document.querySelector("[data-compose-list]");
  if (list) list.open = wide.matches;
};
wide.addEventListener("change", showList);
document.addEventListener("htmx:load", showList);
showList();

// Where a form has opened, in the page or by a swap, the next key goes into it.
function enterForm() {
  const form = document.querySelector(".compose-form");
  const first = form?.querySelector(".clash") || form?.querySelector("input:not([type=hidden]), textarea, select");
  if (first) first.focus();
}
document.addEventListener("htmx:afterSwap", enterForm);
enterForm();
// A jump to the form ("#new-item") takes the focus away once the page has loaded.
addEventListener("load", () => setTimeout(enterForm));
