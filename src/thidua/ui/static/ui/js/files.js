/* The drop area of a file: says what was chosen, and takes what is dropped. */
function show(area) {
  const input = area.querySelector("input[type=file]");
  const words = area.querySelector("[data-drop-words]");
  const names = [...input.files].map((file) => `${file.name} (${(file.size / 1048576).toFixed(1).replace(".", ",")} MB)`);
  words.textContent = names.length ? `Đã chọn: ${names.join("; ")}` : "Chọn tệp trên máy, hoặc kéo tệp thả vào đây";
  words.classList.toggle("has-file", names.length > 0);
}

export function wireFiles() {
  document.addEventListener("change", (event) => {
    const area = event.target.closest("[data-drop]");
    if (area && event.target.type === "file") show(area);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const area = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
      if (!area) return;
      event.preventDefault();
      area.classList.toggle("is-over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        area.querySelector("input[type=file]").files = event.dataTransfer.files;
        show(area);
      }
    });
  }
}
