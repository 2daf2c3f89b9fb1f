/*
 * Keeps what is being typed in a form marked data-draft="name", on this machine, for this person (data-keep of the
 * body): given back when the page is opened again, wiped when the page after sending says success, or at sign-out. Passwords,
 * files, tokens and hidden fields are never kept. A line marked data-draft-line inside the form says what happened.
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
    box.setItem(key, JSON.stringify({ base: form.dataset.draftBase || "", values: read(form), sent }));
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
    if (base !== (form.dataset.draftBase || "") || form.querySelector("[aria-invalid]")) {
      box.removeItem(key);
      return;
    }
    fill(form, values);
    say(form, "Đã điền lại những gì bạn gõ lần trước, chưa gửi");
  } catch (error) {
    box.removeItem(key);
  }
}

export function wireDrafts() {
  wipeSent();
  for (const form of document.querySelectorAll("form[data-draft]")) giveBack(form);
  let timer = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => keep(form), 400);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) wipe(() => true);
    else if (event.target.matches("form[data-draft]")) {
      window.clearTimeout(timer);
      keep(event.target, true);
    }
  });
}
