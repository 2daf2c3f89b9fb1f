/* The frame: "/" goes to the search box, the rail folds, menus close, notices can be put away. */
const RAIL = "thidua.rail";

function isTyping(element) {
  return element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
}

function showButtons(root) {
  for (const button of root.querySelectorAll("[data-rail-fold][hidden], [data-toast-close][hidden]")) button.hidden = false;
}

function foldRail() {
  const isFolded = document.documentElement.classList.toggle("rail-is-folded");
  try {
    localStorage.setItem(RAIL, isFolded ? "folded" : "open");
  } catch (error) {
    /* No storage here: folded until the next page. */
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
}

/* What is folded but belongs to the content stands open while it is printed, also where CSS alone cannot unfold it. */
function unfoldForPaper() {
  const folded = () => document.querySelectorAll("details.is-printed:not([open])");
  window.addEventListener("beforeprint", () => {
    for (const part of folded()) {
      part.dataset.unfolded = "1";
      part.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const part of document.querySelectorAll("details[data-unfolded]")) {
      delete part.dataset.unfolded;
      part.open = false;
    }
  });
}

export function wireFrame() {
  showButtons(document);
  unfoldForPaper();
  document.addEventListener("htmx:load", (event) => showButtons(event.detail.elt));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
      const box = document.querySelector("[data-search]");
      if (box && box.offsetParent) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    } else if (event.key === "Escape") {
      const open = document.querySelector("details[data-menu][open]");
      closeMenus(null);
      if (open) open.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    if (event.target.closest("[data-rail-fold]")) foldRail();
    const close = event.target.closest("[data-toast-close]");
    if (close) close.closest("[data-toast]").remove();
  });
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}
