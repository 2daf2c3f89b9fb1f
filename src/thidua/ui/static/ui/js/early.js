/* Runs before the page is painted: the rail as it was left. */
try {
  if (localStorage.getItem("thidua.rail") === "folded") document.documentElement.classList.add("rail-is-folded");
} catch (error) {
  /* No storage here: the rail stays open. */
}
document.documentElement.classList.add("has-scripts");
