/*
 * Pages that open without network: starts the worker on pages marked data-keep-page, says what this device can do (a line
 * marked data-offline-note), lists the kept pages in a place marked data-kept-pages, and opens a page that could not be
 * had as soon as it can.
 */
import { isWaiting, keptForms } from "./outbox.js";

const PAGES = "thidua-pages";
const OWNER = "/khong-mang/cua-ai";
const NEEDS_HTTPS = "Muốn mở trang này khi không có mạng, địa chỉ phải bắt đầu bằng https://. Hãy hỏi người quản trị hệ thống.";

function note(words) {
  for (const line of document.querySelectorAll("[data-offline-note]")) {
    line.textContent = words;
    line.hidden = !words;
  }
}

async function tellWhetherKept() {
  if (!(await caches.has(PAGES))) return;
  const kept = await (await caches.open(PAGES)).match(window.location.origin + window.location.pathname);
  if (kept) note("Máy này đã giữ trang này: mở được cả khi không có mạng.");
}

async function start() {
  if (!document.querySelector("[data-keep-page]")) return;
  if (!window.isSecureContext || !navigator.serviceWorker) {
    note(window.isSecureContext ? "Trình duyệt này không mở được trang khi không có mạng." : NEEDS_HTTPS);
    return;
  }
  const wasKept = Boolean(navigator.serviceWorker.controller);
  try {
    const worker = await navigator.serviceWorker.register("/khong-mang.js", { scope: "/" });
    if (!worker) return;
    const { active } = await navigator.serviceWorker.ready;
    navigator.serviceWorker.addEventListener("message", () => tellWhetherKept().then(list));
    if (wasKept) tellWhetherKept();
    else active.postMessage({ keep: "this page" });
    navigator.storage?.persist?.();
  } catch (error) {
    note("Máy này chưa giữ được trang để mở khi không có mạng. Bạn vẫn nhập bình thường khi có mạng.");
  }
}

async function ownerOf(pages) {
  const owner = await pages.match(OWNER);
  return owner ? owner.text() : "";
}

/* [address, title] of the kept pages that hold a form. */
async function keptPages() {
  if (!window.caches || !(await caches.has(PAGES))) return { who: "", found: new Map() };
  const pages = await caches.open(PAGES);
  const who = await ownerOf(pages);
  const found = new Map();
  for (const request of await pages.keys()) {
    const address = new URL(request.url).pathname;
    if (address === OWNER) continue;
    const page = new DOMParser().parseFromString(await (await pages.match(request)).text(), "text/html");
    const form = page.querySelector("form[data-outbox]");
    if (form) found.set(address, form.dataset.outboxLabel);
  }
  return { who, found };
}

function line(address, label, kept) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  Object.assign(link, { href: address, textContent: label });
  const state = document.createElement("span");
  state.className = "quiet";
  state.textContent = !kept ? " · mở được khi không có mạng" : isWaiting(kept) ? " · còn số liệu chưa gửi lên" : ` · đã gửi lên lúc ${new Date(kept.sentAt).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`;
  row.append(link, state);
  return row;
}

async function list() {
  const places = document.querySelectorAll("[data-kept-pages]");
  if (!places.length) return;
  const signedIn = document.body.dataset.keep;
  const { who, found } = await keptPages();
  const mine = !signedIn || who === signedIn ? found : new Map();
  const forms = new Map(keptForms(signedIn || who).map(([, kept]) => [kept.url, kept]));
  for (const [address, kept] of forms) if (isWaiting(kept) && !mine.has(address)) mine.set(address, kept.label);
  for (const place of places) {
    place.querySelector("ul").replaceChildren(...[...mine].map(([address, label]) => line(address, label, forms.get(address))));
    place.hidden = !mine.size;
    if (place.nextElementSibling?.matches("[data-kept-none]")) place.nextElementSibling.hidden = Boolean(mine.size);
  }
}

/* The page "no network" in place of one that was asked for: opens that one as soon as the server answers. */
function wireMissed() {
  if (!("missed" in document.documentElement.dataset)) return;
  const again = async () => {
    try {
      const answer = await fetch(window.location.href, { method: "HEAD", cache: "no-store" });
      if (answer.status < 500) window.location.reload();
    } catch (error) {
      /* Still none. */
    }
  };
  window.addEventListener("online", again);
  window.setInterval(again, 5_000);
}

export function wireKept() {
  wireMissed();
  start().then(list);
  list();
  document.addEventListener("outbox:sent", list);
}
