/*
 * Warns while figures are typed: a part above its whole (data-at-most), a jump against the period before (data-last,
 * data-jump, data-per), a total that differs from its parts (data-total-of). The server decides when it is saved or
 * sent. Enter goes to the next field.
 */
import { read } from "./fill.js";

const show = (number) => number.toLocaleString("vi-VN", { maximumFractionDigits: 3 });
const valueOf = (id) => read(document.getElementById(id)?.value ?? "");

function tooLarge(box, now) {
  const whole = valueOf(box.dataset.atMost);
  return now !== null && whole !== null && now > whole ? box.dataset.atMostWords : "";
}

function jumped(box, now) {
  const last = Number(box.dataset.last);
  const per = box.dataset.per ? valueOf(box.dataset.per) : null;
  if (now === null || (box.dataset.per && !per)) return "";
  const value = box.dataset.per ? (now * Number(box.dataset.times)) / per : now;
  const change = ((value - last) * 100) / last;
  if (Math.abs(change) <= Number(box.dataset.jump)) return "";
  return `${change > 0 ? "Tăng" : "Giảm"} ${show(Math.abs(Math.round(change)))} % so với kỳ trước (${box.dataset.lastWords}). Số đúng thì ghi vài lời giải thích.`;
}

function unmatched(box, now) {
  const parts = box.dataset.totalOf.split(" ").map(valueOf);
  if (now === null || parts.includes(null)) return "";
  const sum = parts.reduce((one, other) => one + other, 0);
  return Math.abs(sum - now) > 1e-9 ? `Các phần cộng lại được ${show(sum)}, khác tổng ${show(now)}. Hãy xem lại.` : "";
}

function line(box) {
  const id = `${box.id}-luu-y`;
  let found = document.getElementById(id);
  if (!found) {
    found = document.createElement("p");
    Object.assign(found, { id, className: "check-line", hidden: true });
    found.setAttribute("role", "status");
    box.closest(".field").append(found);
    box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }
  return found;
}

function check(box) {
  const now = read(box.value);
  const jump = "jump" in box.dataset ? jumped(box, now) : "";
  const words = ["atMost" in box.dataset && tooLarge(box, now), "totalOf" in box.dataset && unmatched(box, now), jump].filter(Boolean);
  const told = line(box);
  const text = words.join(" ");
  if (told.textContent !== text) told.textContent = text;
  told.hidden = !text;
  for (const place of document.querySelectorAll(`[data-jump-words="${box.id}"]`)) {
    const typed = place.querySelector("textarea");
    place.hidden = !jump && !typed.value && typed !== document.activeElement;
  }
}

const boxes = [...document.querySelectorAll("[data-at-most], [data-jump], [data-total-of]")];
for (const place of document.querySelectorAll("[data-jump-words]")) {
  if (!("jump" in (document.getElementById(place.dataset.jumpWords)?.dataset ?? {}))) place.hidden = !place.querySelector("textarea").value;
}
const checkAll = () => boxes.forEach(check);
document.addEventListener("input", checkAll);
document.addEventListener("draft:filled", checkAll);
checkAll();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches(".report-form .figure-input")) return;
  event.preventDefault();
  const fields = [...event.target.form.elements].filter((one) => one.matches("input:not([type=hidden]), textarea") && one.offsetParent);
  const next = fields[fields.indexOf(event.target) + 1];
  if (next) {
    next.focus();
    next.select?.();
  } else event.target.blur();
});
