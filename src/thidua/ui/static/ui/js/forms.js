/* A form is sent once: its buttons rest until the answer comes. The server's once-token stands behind this. */
function rest(form, isResting) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.classList.toggle("is-busy", isResting);
    button.setAttribute("aria-busy", String(isResting));
  }
  if (isResting) form.dataset.sent = "1";
  else delete form.dataset.sent;
}

/* Going back fetches a form anew; what was sent from that place of the history keeps its token, so it acts once. */
function rememberToken(form) {
  const once = form.elements._once;
  if (once) history.replaceState({ ...history.state, once: { ...history.state?.once, [form.action]: once.value } }, "");
}

function recallTokens() {
  const sent = history.state?.once;
  if (!sent || performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (form.elements._once && sent[form.action]) form.elements._once.value = sent[form.action];
  }
}

/* A jump to a field leaves no mark in the address: with it, the page after sending would open there and not at its top. */
function jump(event) {
  const link = event.target.closest("[data-error-summary] a[href^='#'], .missing-list a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}

export function wireForms() {
  recallTokens();
  document.addEventListener("click", jump);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    rememberToken(form);
    rest(form, true);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) rest(form, false);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.querySelectorAll("form[data-sent]")) rest(form, false);
  });
}
