/* The share of a ratio, worked out while the two figures are typed ("1.800" and "98,5" are read as Vietnamese). */
export function read(text) {
  const bare = text.replace(/\s/g, "");
  if (!/^(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(bare)) return null;
  return Number(bare.replace(/\./g, "").replace(",", "."));
}

function show(line) {
  const pk = line.dataset.share;
  const [num, den] = ["num", "den"].map((part) => read(document.querySelector(`[data-share-${part}="${pk}"]`)?.value ?? ""));
  if (num === null || den === null || den === 0) line.textContent = "–";
  else if (num > den) line.textContent = "Số trên lớn hơn số dưới, hãy xem lại";
  else line.textContent = `${((num * 100) / den).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} %`;
}

const lines = [...document.querySelectorAll("[data-share]")];
document.addEventListener("input", () => lines.forEach(show));
document.addEventListener("draft:filled", () => lines.forEach(show));
/* A folded question whose words were kept on this phone stands open, so that they are seen before they are sent. */
function unfold() {
  for (const fold of document.querySelectorAll(".fold-texts details")) if (fold.querySelector("textarea").value) fold.open = true;
}
document.addEventListener("draft:filled", unfold);
unfold();
lines.forEach(show);
