/*
 * Keeps what is being typed in a form marked data-draft="name", on this machine, for this person (data-keep of the
 * body): given back when the page is opened again, wiped when the page after sending says success, or at sign-out. Passwords,
 * files, tokens and hidden fields are never kept. A line marked data-draft-line inside the form says what happened.
 *
 * A form that a script brings or takes away: data-draft-url and data-draft-label say where and as what it is offered
 * again in a list marked data-draft-list="start of the names"; data-draft-clash sends what was kept with the version it
 * was typed over, so that the server shows both texts where somebody else has saved since.
 */
const PREFIX = "thidua.draft.";

function store() {
  try {
    return window.localStorage;
  } catch (error) {
    return null;
  }
}

function keyOf(form) {
  const person = document.body.dataset.keep;
  return person ? `${PREFIX}${person}.${form.dataset.draft}` : "";
}

function fieldsOf(form) {
  return [...form.elements].filter((one) => one.name && !one.name.startsWith("_") && !["password", "file", "hidden", "submit", "button"].includes(one.type));
}

function read(form) {
  const kept = {};
  for (const one of fieldsOf(form)) {
    if (one.type === "radio" || one.type === "checkbox") {
      kept[one.name] = kept[one.name] || [];
      if (one.checked) kept[one.name].push(one.value);
    } else if (one.multiple) kept[one.name] = [...one.selectedOptions].map((option) => option.value);
    else kept[one.name] = one.value;
  }
  return kept;
}

function fill(form, kept) {
  for (const one of fieldsOf(form)) {
    if (!(one.name in kept)) continue;
    const value = kept[one.name];
    if (one.type === "radio" || one.type === "checkbox") one.checked = value.includes(one.value);
    else if (one.multiple) for (const option of one.options) option.selected = value.includes(option.value);
    else one.value = value;
    one.dispatchEvent(new Event("draft:filled", { bubbles: true }));
  }
}

function say(form, words) {
  const line = form.querySelector("[data-draft-line]");
  if (line) line.textContent = words;
}

function wipe(test) {
  const box = store();
  if (!box) return;
  for (const key of Object.keys(box)) if (key.startsWith(PREFIX) && test(key)) box.removeItem(key);
}

function wipeSent() {
  const box = store();
  if (!box || !document.querySelector(".toast-success")) return;
  wipe((key) => {
    try {
      return JSON.parse(box.getItem(key)).sent === true;
    } catch (error) {
      return true;
    }
  });
}

function keep(form, sent = false) {
  const box = store();
  const key = keyOf(form);
  if (!box || !key) return;
  try {
    const { draftBase: base = "", draftUrl: url, draftLabel: label } = form.dataset;
    box.setItem(key, JSON.stringify({ base, values: read(form), sent, url, label }));
  } catch (error) {
    return;
  }
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  say(form, navigator.onLine ? `Đã giữ trên máy lúc ${time}` : `Chờ mạng – đã giữ trên máy lúc ${time}`);
}

function giveBack(form) {
  const box = store();
  const key = keyOf(form);
  const text = box && key ? box.getItem(key) : null;
  if (!text) return;
  try {
    const { base, values } = JSON.parse(text);
    if (form.querySelector("[aria-invalid], [data-error-summary]")) {
      if (form.dataset.draftUrl) keep(form);
      else box.removeItem(key);
      return;
    }
    if (base !== (form.dataset.draftBase || "")) {
      if (!("draftClash" in form.dataset)) {
        box.removeItem(key);
        return;
      }
      if (form.elements.version) form.elements.version.value = base;
    }
    fill(form, values);
    say(form, "Đã điền lại những gì bạn gõ lần trước, chưa gửi");
  } catch (error) {
    box.removeItem(key);
  }
}

/* The kept forms whose names begin so, and that do not stand open on this page: [name, what was kept]. */
function keptUnder(start) {
  const box = store();
  const person = document.body.dataset.keep;
  if (!box || !person) return [];
  const open = new Set([...document.querySelectorAll("form[data-draft]")].map((form) => form.dataset.draft));
  const found = [];
  for (const key of Object.keys(box)) {
    const name = key.slice(`${PREFIX}${person}.`.length);
    if (!key.startsWith(`${PREFIX}${person}.${start}`) || open.has(name)) continue;
    try {
      const kept = JSON.parse(box.getItem(key));
      if (kept.url && kept.url.startsWith("/")) found.push([key, kept]);
    } catch (error) {
      box.removeItem(key);
    }
  }
  return found;
}

function element(tag, words, className = "") {
  const made = document.createElement(tag);
  made.textContent = words;
  made.className = className;
  return made;
}

function showKept() {
  for (const list of document.querySelectorAll("[data-draft-list]")) {
    const found = keptUnder(list.dataset.draftList);
    list.hidden = !found.length;
    const lines = found.map(([key, kept]) => {
      const line = element("li", "");
      const link = element("a", kept.label || "Mở lại");
      link.href = kept.url;
      link.dataset.keptUrl = kept.url;
      const forget = element("button", "Bỏ bản này", "btn btn-sm btn-ghost");
      forget.type = "button";
      forget.dataset.draftForget = key;
      forget.setAttribute("aria-label", `Bỏ bản đang gõ: ${kept.label || ""}`);
      line.append(link, " ", forget);
      return line;
    });
    const rows = element("ul", "", "plain-list");
    rows.append(...lines);
    list.replaceChildren(element("p", "Bạn đang sửa dở trên máy này, chưa lưu. Mở lại để lưu:"), rows);
  }
}

/* Throw away what was kept of a form: it was saved, or the person said so. */
function forgetDraft(form) {
  const box = store();
  const key = keyOf(form);
  if (box && key) box.removeItem(key);
}

function wireParts(stop, flush) {
  document.addEventListener("draft:closed", (event) => {
    flush();
    if (event.detail?.isForgotten) forgetDraft(event.target);
  });
  document.addEventListener("draft:changed", showKept);
  document.addEventListener("htmx:load", (event) => {
    const part = event.detail.elt;
    if (part === document.body) return;
    for (const form of part.querySelectorAll("form[data-draft]")) giveBack(form);
    showKept();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt;
    if (form?.matches?.("form[data-draft]") && event.detail.xhr.status < 300) {
      stop();
      forgetDraft(form);
    }
  });
  document.addEventListener("click", (event) => {
    const forget = event.target.closest("[data-draft-forget]");
    if (!forget) return;
    store()?.removeItem(forget.dataset.draftForget);
    showKept();
  });
}

export function wireDrafts() {
  wipeSent();
  for (const form of document.querySelectorAll("form[data-draft]")) giveBack(form);
  showKept();
  let timer = 0;
  let typing = null;
  const stop = () => {
    window.clearTimeout(timer);
    typing = null;
  };
  const flush = () => {
    if (typing) keep(typing);
    stop();
  };
  wireParts(stop, flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    stop();
    typing = form;
    timer = window.setTimeout(() => {
      typing = null;
      keep(form);
    }, 400);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) {
      stop();
      wipe(() => true);
    } else if (event.target.matches("form[data-draft]")) {
      stop();
      keep(event.target, true);
    }
  });
}
