/*
 * A form marked data-outbox="name" is kept on this device while it is typed, and sent in the background (to
 * data-outbox-send) at each change, when the network comes back, and when any page is opened again. Each person has her
 * own kept forms (data-keep of the body); they are wiped at her sign-out and shown to nobody else.
 *
 * The hidden fields of the form are its state: what the person has seen (versions, marks) and the mark of the page. They
 * travel with what was typed, so that the server knows a repeated sending and a change made meanwhile by somebody else.
 * The answer is the part #saved with the new state; data-problem says why it was not taken, data-theirs what a colleague
 * filled in elsewhere in the form. A line marked data-outbox-line says in words where the figures are.
 */
const PREFIX = "thidua.outbox.";
const NO_NETWORK = "Chưa có mạng. Số liệu được giữ trên máy này, sẽ tự gửi khi có mạng.";
const person = () => document.body.dataset.keep || "";
const keyOf = (name) => `${PREFIX}${person()}.${name}`;
const openForm = () => document.querySelector("form[data-outbox]");
const isKeptCopy = () => "keptAt" in document.documentElement.dataset;
const time = (moment) => new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

function box() {
  try {
    return window.localStorage;
  } catch (error) {
    return null;
  }
}

function read(key) {
  try {
    return JSON.parse(box()?.getItem(key) ?? "null");
  } catch (error) {
    return null;
  }
}

function write(key, kept) {
  try {
    box()?.setItem(key, JSON.stringify(kept));
    return true;
  } catch (error) {
    say("Máy này không giữ được số liệu (bộ nhớ đầy hoặc đang duyệt ẩn danh). Hãy bấm “Lưu” khi có mạng.");
    return false;
  }
}

/* [key, what is kept] of the forms of this person, or of the one named. */
export function keptForms(who = person()) {
  const storage = box();
  if (!storage || !who) return [];
  const keys = Object.keys(storage).filter((key) => key.startsWith(`${PREFIX}${who}.`));
  return keys.map((key) => [key, read(key)]).filter(([, kept]) => kept);
}

export const isWaiting = (kept) => !kept.isSent || Boolean(kept.wants);

function fieldsOf(form) {
  const left = ["hidden", "password", "file", "submit", "button", "reset"];
  return [...form.elements].filter((one) => one.name && !one.name.startsWith("_") && !left.includes(one.type));
}

const stateOf = (root) => [...root.querySelectorAll("input[type=hidden]")].filter((one) => !one.name.startsWith("_") && one.name !== "csrfmiddlewaretoken");

function valuesOf(form) {
  const values = {};
  for (const one of fieldsOf(form)) {
    if (one.type === "radio" || one.type === "checkbox") {
      values[one.name] ??= [];
      if (one.checked) values[one.name].push(one.value);
    } else values[one.name] = one.value;
  }
  return values;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function put(form, name, value) {
  for (const one of fieldsOf(form)) {
    if (one.name !== name) continue;
    if (one.type === "radio" || one.type === "checkbox") one.checked = [value].flat().includes(one.value);
    else one.value = [value].flat()[0] ?? "";
    one.dispatchEvent(new Event("draft:filled", { bubbles: true }));
  }
}

function putState(form, state) {
  for (const one of stateOf(form)) if (one.name in state) one.value = state[one.name];
}

function say(words, link = null) {
  const line = document.querySelector("[data-outbox-line]");
  if (!line) return;
  line.replaceChildren(words);
  if (link) line.append(" ", link);
  line.hidden = !words;
}

function tell(kept) {
  if (kept.trouble === "clash") {
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", name: "save", value: "1", className: "btn btn-sm btn-primary", textContent: "Xem hai bản và chọn" });
    say("Đồng nghiệp cũng đã sửa báo cáo này. Số liệu của bạn còn trên máy này.", button);
  } else if (kept.trouble === "sign in") {
    const link = document.createElement("a");
    Object.assign(link, { href: kept.url, textContent: "Đăng nhập để gửi" });
    say("Phiên làm việc đã hết. Số liệu được giữ trên máy này và gửi lên sau khi bạn đăng nhập lại.", link);
  } else if (kept.trouble === "gone") say("Báo cáo này không còn nhận số liệu (đã nộp hoặc đã đóng). Những gì bạn gõ còn giữ trên máy này.");
  else if (kept.trouble === "refused") say("Máy chủ chưa nhận được số liệu này; đọc lời báo ở trên. Những gì bạn gõ còn giữ trên máy này.");
  else if (kept.isSent) say(kept.wasWaiting || isKeptCopy() ? `Đã gửi lên lúc ${time(kept.sentAt)}.` : "");
  else if (kept.wasWaiting || !navigator.onLine) {
    const more = kept.wants ? ` Bạn đã bấm “${kept.wantsLabel}”: việc đó được làm khi có mạng và trang này đang mở.` : "";
    say(`${NO_NETWORK} Giữ lần cuối lúc ${time(kept.typedAt)}.${more}`);
  }
}

/* Keep what stands in the form now. */
function keep(form, more = {}) {
  const key = keyOf(form.dataset.outbox);
  const before = read(key) ?? {};
  const values = valuesOf(form);
  const kept = {
    ...before,
    url: form.dataset.outboxUrl,
    send: form.dataset.outboxSend,
    label: form.dataset.outboxLabel,
    values,
    state: Object.fromEntries(stateOf(form).map((one) => [one.name, one.value])),
    typedAt: Date.now(),
    isSent: false,
    trouble: "outboxHeld" in form.dataset ? "clash" : before.trouble === "clash" ? "clash" : "",
    wasWaiting: (before.wasWaiting && !before.isSent) || !navigator.onLine,
    ...more,
  };
  if (write(key, kept) && "outboxHeld" in form.dataset === false) tell(kept);
  return kept;
}

/* The page of the form as it is on the server now: who is signed in, and fresh tokens. */
async function freshPage(kept, name) {
  const answer = await fetch(kept.url, { credentials: "same-origin", cache: "no-store" });
  if (answer.status >= 500) throw new Error(`answer ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if ((page.body.dataset.keep ?? "") !== person()) return { trouble: "sign in" };
  const form = page.querySelector(`form[data-outbox="${name}"]`);
  if (form) return { form };
  const last = page.querySelector("[data-edited-page]")?.dataset.editedPage;
  return { trouble: last && last === kept.state.page ? "done" : "gone" };
}

function takeTokens(form, fresh) {
  for (const name of ["csrfmiddlewaretoken", "_once"]) {
    if (form.elements[name] && fresh.elements[name]) form.elements[name].value = fresh.elements[name].value;
  }
}

function settle(key, changes) {
  const kept = { ...read(key), ...changes };
  write(key, kept);
  if (openForm() && keyOf(openForm().dataset.outbox) === key) tell(kept);
}

/* What the server answered: the new state, and what a colleague filled in. What was typed since stays hers. */
function take(key, posted, part) {
  const form = openForm() && keyOf(openForm().dataset.outbox) === key ? openForm() : null;
  const saved = part.querySelector("#saved");
  const theirs = JSON.parse(saved.dataset.theirs || "{}");
  const state = { ...posted.state, ...Object.fromEntries(stateOf(saved).map((one) => [one.name, one.value])) };
  const now = form ? valuesOf(form) : { ...(read(key) ?? posted).values };
  const base = JSON.parse(state.base || "{}");
  const before = JSON.parse(posted.state.base || "{}");
  for (const name of Object.keys(now)) {
    if (!same(now[name], posted.values[name])) base[name] = before[name];
    else if (name in theirs) {
      now[name] = theirs[name];
      if (form) put(form, name, theirs[name]);
    }
  }
  if (state.base) state.base = JSON.stringify(base);
  if (form) {
    const focused = saved.contains(document.activeElement);
    if (!focused) document.getElementById("saved").replaceWith(document.adoptNode(saved));
    putState(form, state);
  }
  const expected = { ...posted.values, ...theirs };
  const isSent = Object.keys(now).every((name) => same([now[name]].flat(), [expected[name]].flat()));
  settle(key, { values: now, state, isSent, sentAt: Date.now(), trouble: "" });
  return isSent;
}

function sendIfWanted(key) {
  const kept = read(key);
  const form = openForm();
  if (!kept?.wants || !form || keyOf(form.dataset.outbox) !== key) return;
  settle(key, { wants: "" });
  say(`Đã có mạng. Đang làm việc bạn đã bấm: “${kept.wantsLabel}”…`);
  form.requestSubmit(form.querySelector(`button[name="${kept.wants}"]`));
}

async function post(kept, token) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, _person: person(), ...kept.state });
  for (const [name, value] of Object.entries(kept.values)) for (const one of [value].flat()) body.append(name, one);
  const headers = { "X-Outbox": "1" };
  return fetch(kept.send, { method: "POST", body, headers, credentials: "same-origin", redirect: "manual" });
}

async function send(key) {
  const kept = read(key);
  if (!kept || !isWaiting(kept) || kept.trouble === "clash") return;
  const name = key.slice(keyOf("").length);
  const form = openForm()?.dataset.outbox === name ? openForm() : null;
  let token = form && !isKeptCopy() && !kept.trouble ? form.elements.csrfmiddlewaretoken?.value : "";
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (!token) {
        const fresh = await freshPage(kept, name);
        if (fresh.trouble === "done") return void box().removeItem(key);
        if (fresh.trouble) return settle(key, { trouble: fresh.trouble });
        token = fresh.form.elements.csrfmiddlewaretoken.value;
        if (form) takeTokens(form, fresh.form);
      }
      const answer = await post(kept, token);
      if (answer.status >= 500) throw new Error(`answer ${answer.status}`);
      if (answer.ok) {
        const part = new DOMParser().parseFromString(await answer.text(), "text/html");
        const problem = part.querySelector("#saved")?.dataset.problem;
        if (problem) {
          if (form && problem !== "clash") document.getElementById("saved").replaceWith(document.adoptNode(part.querySelector("#saved")));
          return settle(key, { trouble: problem });
        }
        if (take(key, kept, part)) sendIfWanted(key);
        return;
      }
      token = "";
    }
    settle(key, { trouble: "refused" });
  } catch (error) {
    settle(key, { wasWaiting: true });
  }
}

let isSending = null;

/* Send all that waits, one after the other; one round at a time, also across the windows of this browser. */
export function sendAll() {
  isSending ??= (async () => {
    const round = async () => {
      for (const [key, kept] of keptForms()) if (isWaiting(kept)) await send(key);
    };
    await (navigator.locks ? navigator.locks.request("thidua.outbox", round) : round());
  })().finally(() => {
    isSending = null;
    document.dispatchEvent(new CustomEvent("outbox:sent"));
  });
  return isSending;
}

function open(form) {
  const key = keyOf(form.dataset.outbox);
  const kept = read(key);
  if (form.querySelector("[data-error-summary]")) {
    keep(form, { wants: "", trouble: "outboxHeld" in form.dataset ? "clash" : "" });
    return;
  }
  if (!kept) {
    if (isKeptCopy()) say("Đang xem bản giữ trên máy này. Bạn cứ nhập, số liệu được giữ lại và tự gửi khi có mạng.");
    return;
  }
  if (kept.isSent && !isKeptCopy()) {
    box().removeItem(key);
    return;
  }
  for (const [name, value] of Object.entries(kept.values)) put(form, name, value);
  putState(form, kept.state);
  if (kept.trouble && kept.trouble !== "clash") settle(key, { trouble: "", wasWaiting: true });
  tell(read(key));
}

function forgetWhatWasSubmitted() {
  if (!document.querySelector(".toast-success")) return;
  for (const [key, kept] of keptForms()) if (kept.isSubmitted) box().removeItem(key);
}

function wireTyping() {
  let timer = 0;
  let later = 0;
  const flush = () => {
    if (!timer) return;
    window.clearTimeout(timer);
    timer = 0;
    if (openForm()) keep(openForm());
  };
  document.addEventListener("input", (event) => {
    if (!event.target.closest("form[data-outbox]")) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(flush, 250);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.closest("form[data-outbox]")) return;
    timer ||= 1;
    flush();
    window.clearTimeout(later);
    later = window.setTimeout(sendAll, 400);
  });
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("form[data-outbox]")) return;
      window.clearTimeout(timer);
      window.clearTimeout(later);
      timer = 0;
      const button = event.submitter;
      const wants = button && button.name !== "save" ? button.name : "";
      if (navigator.onLine) keep(form, { isSubmitted: true, trouble: "" });
      else {
        event.preventDefault();
        event.stopPropagation();
        keep(form, { wants, wantsLabel: button?.textContent.trim(), wasWaiting: true });
        document.querySelector("[data-outbox-line]")?.scrollIntoView({ block: "center" });
      }
    },
    true,
  );
}

function wipeOwn() {
  for (const [key] of keptForms()) box().removeItem(key);
  window.caches?.delete("thidua-pages");
}

async function signOut(form) {
  await Promise.race([sendAll(), new Promise((done) => setTimeout(done, 4000))]);
  const isLeft = keptForms().some(([, kept]) => isWaiting(kept));
  if (isLeft && !window.confirm("Máy này còn số liệu báo cáo chưa gửi lên. Đăng xuất bây giờ thì số liệu đó bị xoá khỏi máy. Vẫn đăng xuất?")) return;
  wipeOwn();
  form.submit();
}

function wireSignOut() {
  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-sign-out]")) return;
      if (!keptForms().some(([, kept]) => isWaiting(kept))) {
        wipeOwn();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      signOut(event.target);
    },
    true,
  );
}

export function wireOutbox() {
  if (!person()) return;
  forgetWhatWasSubmitted();
  if (openForm()) open(openForm());
  wireTyping();
  wireSignOut();
  const again = () => keptForms().some(([, kept]) => isWaiting(kept)) && sendAll();
  window.addEventListener("online", again);
  window.setInterval(again, 30_000);
  window.addEventListener("offline", () => openForm() && say(NO_NETWORK));
  again();
}
