// The article with its coding: explanations on hover and focus, events and their words lit up together, layers shown or not.
const tip = document.getElementById("tip");
const text = document.getElementById("text");

function show(piece) {
  tip.textContent = piece.dataset.says;
  tip.hidden = false;
  piece.setAttribute("aria-describedby", "tip");
  const at = piece.getClientRects()[0];
  const left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8));
  const above = at.top - tip.offsetHeight - 8;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above > 0 ? above : at.bottom + 8) + scrollY}px`;
}

function hide(piece) {
  tip.hidden = true;
  piece?.removeAttribute("aria-describedby");
}

function light(events, on) {
  for (const event of events) {
    document.querySelectorAll(`[data-events~="${CSS.escape(event)}"]`).forEach((e) => e.classList.toggle("lit", on));
    document.getElementById(`event-${event}`)?.classList.toggle("lit", on);
  }
}

const pieceOf = (e) => (e.target instanceof Element ? e.target.closest(".m") : null);
const eventsOf = (piece) => (piece.dataset.events || "").split(" ").filter(Boolean);
for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  text?.addEventListener(start, (e) => { const p = pieceOf(e); if (p) { show(p); light(eventsOf(p), true); } });
  text?.addEventListener(end, (e) => { const p = pieceOf(e); if (p) { hide(p); light(eventsOf(p), false); } });
}
document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });

document.querySelectorAll("[data-event]").forEach((entry) => {
  const events = [entry.dataset.event];
  for (const name of ["pointerenter", "focusin"]) entry.addEventListener(name, () => light(events, true));
  for (const name of ["pointerleave", "focusout"]) entry.addEventListener(name, () => light(events, false));
});

document.getElementById("legend")?.addEventListener("change", (e) => {
  text.classList.toggle(`without-${e.target.dataset.layer}`, !e.target.checked);
});
