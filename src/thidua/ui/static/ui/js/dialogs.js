/* A link with data-dialog-open opens its <dialog>; on a phone it stays a link to a page of its own. */
const WIDE = window.matchMedia("(min-width: 768px)");

export function wireDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog-open]");
    if (opener && WIDE.matches && !event.ctrlKey && !event.metaKey && event.button === 0) {
      const dialog = document.getElementById(opener.dataset.dialogOpen);
      if (dialog && dialog.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
      return;
    }
    const close = event.target.closest("[data-dialog-close]");
    if (close) close.closest("dialog").close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
}
