// The review page: ties the marks of the text to the rows of the draft. Everything works without it.
const text = document.querySelector("[data-text]");
const rows = () => [...document.querySelectorAll(".items > [data-item]")];
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const TAB_OF = { basis: "head", commemoration: "rest", award: "rest", recipient: "rest" };
let current = -1;

function light(anchor, { scrollText = false, scrollRow = false } = {}) {
  for (const lit of document.querySelectorAll(".is-active")) lit.classList.remove("is-active");
  const behavior = reduced ? "auto" : "smooth";
  const row = document.getElementById(anchor);
  const start = document.getElementById(`t-${anchor}`);
  const marks = text ? [...text.querySelectorAll(`mark[data-item="${anchor}"]`)] : [];
  const mark = marks[0] || (start && start.closest("mark"));
  if (mark && !marks.length) mark.classList.add("is-active");
  for (const one of marks) one.classList.add("is-active");
  if (row) row.classList.add("is-active");
  if (scrollText && mark) {
    const delta = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollBy({ top: delta - text.clientHeight / 3, behavior });
  }
  if (scrollRow && row) row.scrollIntoView({ block: "center", behavior });
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  current = Math.max(0, Math.min(all.length - 1, current + by));
  light(all[current].dataset.item, { scrollText: true, scrollRow: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});

document.addEventListener("mouseover", (event) => {
  const row = event.target.closest(".items > [data-item]");
  if (row) light(row.dataset.item);
});

document.addEventListener("click", (event) => {
  const jump = event.target.closest(".item-jump");
  const row = event.target.closest(".items > [data-item]");
  if (jump) event.preventDefault();
  if (row) {
    current = rows().indexOf(row);
    light(row.dataset.item, { scrollText: true });
    return;
  }
  const mark = event.target.closest("mark[data-item]");
  if (!mark || !text || String(getSelection())) return;
  const anchor = mark.dataset.item;
  if (document.getElementById(anchor)) {
    current = rows().findIndex((one) => one.dataset.item === anchor);
    light(anchor, { scrollRow: true });
  } else {
    const code = anchor.split("-")[0];
    location.href = `?nhom=${TAB_OF[code] || code}#${anchor}`;
  }
});

if (text) {
  const button = document.createElement("a");
  button.className = "btn btn-primary btn-sm pick-button";
  button.textContent = "Thêm chỉ tiêu";
  button.hidden = true;
  document.body.append(button);
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const words = String(selection).trim();
    const inside = selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer);
    button.hidden = !inside || words.length < 8 || words.length > 900;
    if (button.hidden) return;
    const box = selection.getRangeAt(0).getBoundingClientRect();
    button.classList.toggle("is-shown", true);
    button.href = `${text.dataset.add}?trich=${encodeURIComponent(words)}`;
    // Positions through the object model are not inline styles of the page's source.
    button.style.top = `${window.scrollY + box.bottom + 6}px`;
    button.style.left = `${Math.max(8, box.left)}px`;
  });
}

const asked = location.hash.slice(1);
if (asked && document.getElementById(asked)) light(asked, { scrollText: true });
