/* A form is sent once: its buttons rest until the answer comes. The server's once-token stands behind this. */
function rest(form, isResting) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.classList.toggle("is-busy", isResting);
    button.setAttribute("aria-busy", String(isResting));
  }
  if (isResting) form.dataset.sent = "1";
  else delete form.dataset.sent;
}

export function wireForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
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
