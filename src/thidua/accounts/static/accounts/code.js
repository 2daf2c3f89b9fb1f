// The page of a fresh code: copy the message, print the slip. Without this file both are done by hand.
for (const button of document.querySelectorAll("[data-copy-from]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copyFrom).value);
    button.lastChild.textContent = " Đã chép";
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
