/* The thin line on top while a part of the page is fetched; it waits 200 ms before it shows (CSS). */
export function wireProgress() {
  const line = document.getElementById("progress-line");
  if (!line) return;
  let open = 0;
  document.addEventListener("htmx:beforeRequest", () => {
    open += 1;
    line.classList.add("is-on");
  });
  document.addEventListener("htmx:afterRequest", () => {
    open = Math.max(0, open - 1);
    if (!open) line.classList.remove("is-on");
  });
}
