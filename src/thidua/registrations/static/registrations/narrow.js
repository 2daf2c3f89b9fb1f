// Narrows a list of ticks to the names that hold all typed words, with or without accents. Ticks are never lost.
const fold = (text) =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

for (const field of document.querySelectorAll("[data-narrow]")) {
  field.closest("[hidden]")?.removeAttribute("hidden");
  const rows = document.querySelectorAll(`${field.dataset.narrow} [data-text]`);
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.text.includes(word));
  });
}
