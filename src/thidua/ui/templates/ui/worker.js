/*
 * Opens some pages without network. VERSION and FILES stand above, written by the server (thidua.ui.offline).
 *
 * Files: kept when this version of the worker is installed; a new version brings its own and removes the old ones.
 * Pages: those that the server marks (X-Keep-Page), always fetched anew where there is network; the copy is marked with
 * data-kept-at. They belong to the person whom the server named (X-Person): an answer for another person, for nobody, or
 * a sign-out removes them all.
 */
const KEPT_FILES = `thidua-files-${VERSION}`;
const KEPT_PAGES = "thidua-pages";
const OWNER = "/khong-mang/cua-ai";
const NO_NETWORK = "/khong-mang/";
const SIGN_OUT = "/tai-khoan/dang-xuat/";
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT_FILES)
      .then((files) => files.addAll([...FILES, NO_NETWORK]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("thidua-files-") && name !== KEPT_FILES).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

async function forPerson(person) {
  const pages = await caches.open(KEPT_PAGES);
  const owner = await pages.match(OWNER);
  if (owner && (await owner.text()) === person) return pages;
  await caches.delete(KEPT_PAGES);
  const fresh = await caches.open(KEPT_PAGES);
  if (person) await fresh.put(OWNER, new Response(person));
  return fresh;
}

/* A copy of a page whose root says so. */
async function marked(answer, mark) {
  const text = (await answer.text()).replace("<html ", `<html ${mark} `);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Set-Cookie"]) headers.delete(name);
  return new Response(text, { status: 200, headers });
}

/* Keep the page, or forget what others left. The answer given is a copy that may be read here. */
async function note(address, answer) {
  if (!answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) return;
  const person = answer.headers.get("X-Person") || "";
  const pages = await forPerson(person);
  if (!person || !answer.headers.get("X-Keep-Page") || answer.redirected) return;
  await pages.put(address, await marked(answer, `data-kept-at="${new Date().toISOString()}"`));
}

function plain(url) {
  const address = new URL(url);
  return address.origin + address.pathname;
}

async function keptPage(address) {
  const pages = await caches.open(KEPT_PAGES);
  return pages.match(address);
}

/* In place of a page that was asked for: that there is no network. It gives way by itself when there is (kept.js). */
async function missedPage() {
  const page = await caches.match(NO_NETWORK);
  return page ? marked(page, "data-missed") : Response.error();
}

async function openPage(event) {
  const address = plain(event.request.url);
  const kept = await keptPage(address);
  const stop = new AbortController();
  const timer = kept ? setTimeout(() => stop.abort(), PATIENCE) : 0;
  try {
    const answer = await fetch(event.request, kept ? { signal: stop.signal } : {});
    event.waitUntil(note(address, answer.clone()));
    return answer;
  } catch (error) {
    return kept || missedPage();
  } finally {
    clearTimeout(timer);
  }
}

async function signOut(event) {
  await caches.delete(KEPT_PAGES);
  try {
    return await fetch(event.request);
  } catch (error) {
    return (await caches.match(NO_NETWORK)) || Response.error();
  }
}

/* A form that is sent by itself and finds no network: the page says so instead of the browser's own error. */
async function sendForm(event) {
  try {
    return await fetch(event.request);
  } catch (error) {
    return (await caches.match(NO_NETWORK)) || Response.error();
  }
}

const HAS_HASH = /\.[0-9a-f]{12}\.[a-z0-9]+$/;

async function openFile(request) {
  const files = await caches.open(KEPT_FILES);
  const kept = await files.match(request, { ignoreVary: true });
  if (kept && HAS_HASH.test(new URL(request.url).pathname)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    return kept || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(openPage(event));
    else event.respondWith(address.pathname === SIGN_OUT ? signOut(event) : sendForm(event));
  } else if (request.method === "GET" && address.pathname.startsWith("/static/")) event.respondWith(openFile(request));
});

/* A page that was opened before the worker took over asks to be kept. */
self.addEventListener("message", (event) => {
  if (event.data?.keep !== "this page" || !event.source?.url) return;
  const address = plain(event.source.url);
  event.waitUntil(
    fetch(address, { credentials: "same-origin" })
      .then((answer) => note(address, answer))
      .then(() => event.source.postMessage({ kept: address }))
      .catch(() => null),
  );
});
