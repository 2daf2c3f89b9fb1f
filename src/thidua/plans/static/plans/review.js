// The review page: ties the marks of the text to the rows of the draft, and gives keys to what the buttons do.
// Everything works without it.
const text = document.querySelector("[data-text]");
const draft = () => document.getElementById("review-draft");
const rows = () => [...document.querySelectorAll("#review-items > [data-item]")];
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const wide = matchMedia("(min-width: 992px)");
const behavior = reduced ? "auto" : "smooth";
const TAB_OF = { basis: "head", commemoration: "rest", award: "rest", recipient: "rest" };
const closed = new Map();
const undo = [];
let wanted = "";

function marksOf(anchor) {
  if (!text) return [];
  const marks = [...text.querySelectorAll(`mark[data-item="${anchor}"]`)];
  const start = document.getElementById(`t-${anchor}`)?.closest("mark");
  return marks.length || !start ? marks : [start];
}

function light(anchor) {
  for (const lit of document.querySelectorAll(".is-active")) lit.classList.remove("is-active");
  for (const mark of marksOf(anchor)) mark.classList.add("is-active");
  document.getElementById(anchor)?.classList.add("is-active");
}

function showInText(anchor) {
  const [mark] = marksOf(anchor);
  if (!mark || !wide.matches) return;
  const delta = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
  if (delta < 0 || delta > text.clientHeight - 60) text.scrollBy({ top: delta - text.clientHeight / 3, behavior });
}

function goTo(row) {
  if (!row) return;
  row.focus({ preventScroll: true });
  const box = row.getBoundingClientRect();
  const least = 64 + (document.getElementById("review-progress")?.offsetHeight || 0);
  if (box.top < least || box.bottom > window.innerHeight - 24) row.scrollIntoView({ block: "center", behavior });
}

const currentRow = () => document.activeElement?.closest?.("#review-items > [data-item]");

function step(by) {
  const all = rows();
  const at = all.indexOf(currentRow());
  if (at < 0) goTo(all[0]);
  else if (all[at + by]) goTo(all[at + by]);
  else if (by > 0) document.querySelector("[data-next]")?.focus();
}

function nextToConfirm(row) {
  const all = rows();
  const at = all.indexOf(row);
  const open = (one) => !one.matches(".is-confirmed, .is-dropped");
  return all.slice(at + 1).find(open) || all.find(open);
}

function say(words) {
  const line = document.getElementById("review-said");
  if (line) line.textContent = words;
}

function press(selector) {
  const row = currentRow();
  const found = row?.querySelector(selector);
  if (found) found.click();
  return Boolean(found);
}

function undoLast() {
  while (undo.length) {
    const row = document.querySelector(`#review-items > [data-item="${undo.pop()}"]`);
    const button = row?.querySelector("[data-restore], [data-reopen]");
    if (button) return button.click();
  }
  return say("Không còn bước nào để lùi.");
}

function closeEditor(row, isForgotten) {
  const kept = closed.get(row.dataset.item);
  const detail = { isForgotten };
  row.querySelector("form")?.dispatchEvent(new CustomEvent("draft:closed", { bubbles: true, detail }));
  if (kept) {
    row.replaceWith(kept);
    window.htmx.process(kept);
    goTo(kept);
  } else {
    row.remove();
    goTo(rows()[0]);
  }
  document.dispatchEvent(new Event("draft:changed"));
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(".is-editing form");
  if (form) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") closeEditor(form.closest(".item"), false);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (!draft()?.contains(event.target) && event.target !== document.body) return;
  if (event.key === "Enter" && event.target.matches("#review-items > [data-item]")) {
    event.preventDefault();
    if (!press("[data-confirm]")) goTo(nextToConfirm(currentRow()));
  }
  if (event.key === "e" && press("[data-edit]")) event.preventDefault();
  if (event.key === "x") press("[data-drop]");
  if (event.key === "u") undoLast();
  if (event.key === "n") document.querySelector("[data-next]")?.click();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("#review-items > [data-item]");
  if (row && !row.matches(".is-active")) {
    light(row.dataset.item);
    showInText(row.dataset.item);
  }
});

document.addEventListener("mouseover", (event) => {
  const tied = event.target.closest("#review-items > [data-item], mark[data-item]");
  if (tied) light(tied.dataset.item);
});

function openMark(anchor) {
  const row = document.getElementById(anchor);
  if (row) {
    goTo(row);
    return;
  }
  const code = anchor.split("-")[0];
  const group = TAB_OF[code] || code;
  wanted = anchor;
  document.querySelector(`#review-tabs [data-group="${group}"]`)?.click();
}

document.addEventListener("click", (event) => {
  const jump = event.target.closest(".item-jump");
  const cancel = event.target.closest(".is-editing [data-cancel]");
  const kept = event.target.closest("[data-kept-url]");
  const row = event.target.closest("#review-items > [data-item]");
  if (cancel) {
    event.preventDefault();
    closeEditor(row, true);
  } else if (kept) {
    const same = [...document.querySelectorAll("#review-items [data-edit]")].find((one) => one.href === kept.href);
    if (same) {
      event.preventDefault();
      same.click();
    }
  } else if (jump && wide.matches) {
    event.preventDefault();
    light(row.dataset.item);
    showInText(row.dataset.item);
  } else if (row && !event.target.closest("a, button, input, textarea, select, label")) goTo(row);
  const mark = event.target.closest("mark[data-item]");
  if (mark && !String(getSelection())) openMark(mark.dataset.item);
});

// The group that stands open goes along, so that the counts come back with it.
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, path, parameters } = event.detail;
  if (elt.closest("#review-items") && !path.includes("nhom=") && !("nhom" in parameters)) {
    parameters.nhom = draft()?.dataset.group || "";
  }
});

// What was asked for of which row, so that the eye and the focus stay where the work is.
document.addEventListener("htmx:beforeRequest", (event) => {
  const from = event.detail.elt;
  const row = from.closest("#review-items > [data-item]");
  if (row && from.matches("[data-edit], a[data-confirm]")) closed.set(row.dataset.item, row.cloneNode(true));
});

function intoEditor(row) {
  const first = row.querySelector("[role=alert]") || row.querySelector("input:not([type=hidden]), textarea, select");
  first?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "start", behavior });
}

function afterRow(from, answered) {
  const row = answered || currentRow();
  if (!row) return;
  if (from.matches("[data-edit], a[data-confirm], [data-add], [data-kind]") || row.querySelector("form")) {
    intoEditor(row);
    return;
  }
  if (from.matches("[data-drop]") || from.matches("[data-confirm]") || from.matches("form")) undo.push(row.dataset.item);
  const isDone = row.matches(".is-confirmed, .is-dropped");
  const words = document.querySelector("#review-progress")?.innerText.replace(/\s+/g, " ") || "";
  say(`${row.matches(".is-dropped") ? "Đã bỏ. Phím u để lấy lại." : isDone ? "Đã xác nhận." : "Chờ xác nhận lại."} ${words}`);
  if (from.matches("[data-confirm], [data-drop], form")) goTo(nextToConfirm(row) || null);
  else goTo(row);
  if (!nextToConfirm(row) && isDone) document.querySelector("[data-next]")?.focus();
}

// After settling: until then htmx lends a new row the classes of the old one.
document.addEventListener("htmx:afterSettle", (event) => {
  const from = event.detail.requestConfig?.elt;
  const came = event.target;
  if (!from) return;
  if (came.id === "review-draft") {
    say(draft()?.dataset.said || "");
    const row = (wanted && document.getElementById(wanted)) || nextToConfirm(null) || rows()[0];
    wanted = "";
    undo.length = 0;
    if (row) goTo(row);
    else draft()?.scrollIntoView({ block: "start" });
    return;
  }
  if (came.matches?.("#review-items > [data-item]")) afterRow(from, came);
});

function at(node, offset) {
  const paragraph = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-text] p[id^=d-]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.id.slice(2)) + [...before.toString()].length;
}

const GUESSES = [
  ["phase", /đợt\s*(\d|[ivx]+\b|thi đua)[^]*(\d{1,2}[/.]\d|tháng)/i],
  ["target", /\d\s*(%|phần trăm)|(trên|từ|ít nhất|tối thiểu|kết nạp)\s+[\d.,]+/i],
  ["commemoration", /kỷ niệm|\d+\s+năm\s+(ngày|thành lập)/i],
  ["duty", /(trước|chậm nhất|hạn|đến|gửi|báo cáo|đăng ký)[^]*(ngày|\d{1,2}[/.]\d{1,2}|tháng|quý)|báo cáo|đăng ký/i],
  ["movement", /phong trào[^]{0,60}[“"]|^[“"]/i],
];

const pick = document.querySelector("[data-pick]");

// Words that say nothing by themselves: among targets, or in a paragraph that was read already, a target in words;
// else a paragraph of the contents.
function kindBefore(range) {
  if (range.startContainer.parentElement.closest("mark.k-block")) return ["target"];
  const before = [...text.querySelectorAll("mark[data-item]")].filter((mark) => range.comparePoint(mark, 0) < 0).pop();
  return [before?.dataset.item.startsWith("target-") ? "target" : "block"];
}

function showPick() {
  const selection = getSelection();
  const words = String(selection).trim();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const inside = range && text.contains(range.commonAncestorContainer);
  const start = inside && at(range.startContainer, range.startOffset);
  const end = inside && at(range.endContainer, range.endOffset);
  pick.hidden = !inside || words.length < 8 || words.length > 900 || start === null || end === null;
  if (pick.hidden) return;
  const kind = (GUESSES.find(([, pattern]) => pattern.test(words)) || kindBefore(range))[0];
  for (const one of pick.querySelectorAll("[data-kind]")) {
    const is = one.dataset.kind === kind;
    one.classList.toggle("btn-primary", is);
    one.classList.toggle("btn-plain", !is);
    if (is) pick.querySelector(".pick-words").after(one);
    one.href = `${one.pathname}?tu=${start}&den=${end}`;
  }
  const box = range.getBoundingClientRect();
  // Positions through the object model are not inline styles of the page's source.
  pick.style.top = wide.matches ? `${window.scrollY + Math.min(box.bottom, window.innerHeight - 70) + 6}px` : "";
  pick.style.left = wide.matches ? `${Math.max(8, Math.min(box.left, window.innerWidth - pick.offsetWidth - 16))}px` : "";
}

if (text && pick) {
  document.addEventListener("selectionchange", showPick);
  pick.addEventListener("mousedown", (event) => event.preventDefault());
  pick.addEventListener("click", (event) => {
    const link = event.target.closest("[data-kind]");
    if (link) addInPlace(event, link);
  });
}

// A new item is typed in the list itself; its answer becomes its row.
function addInPlace(event, link) {
  const list = document.getElementById("review-items");
  if (!list || !window.htmx) return;
  event.preventDefault();
  document.getElementById("new-item")?.remove();
  const group = draft()?.dataset.group || "";
  const address = link.href.includes("nhom=") ? link.href : `${link.href}${link.search ? "&" : "?"}nhom=${group}`;
  getSelection()?.removeAllRanges();
  if (pick) pick.hidden = true;
  window.htmx.ajax("GET", address, { target: "#review-items", swap: "afterbegin" }).then(() => {
    const row = document.getElementById("new-item");
    if (row) intoEditor(row);
  });
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("#review-draft [data-add]");
  if (add) addInPlace(event, add);
});

const asked = location.hash.slice(1);
if (asked && document.getElementById(asked)?.matches("[data-item]")) goTo(document.getElementById(asked));
