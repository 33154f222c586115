/* Notes how far a lesson was read, so that it can be continued. Works without it too. */
const text = document.querySelector("[data-note]");

if (text) {
  let furthest = Number(text.dataset.furthest);
  let noted = furthest;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;

  const note = () => {
    if (furthest === noted) return;
    noted = furthest;
    const body = new URLSearchParams({ furthest, csrfmiddlewaretoken: token });
    fetch(text.dataset.note, { method: "POST", body, keepalive: true });
  };

  /* Soon, since a phone may end a page without a word; not at each line, to be light. */
  let soon = 0;
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) furthest = Math.max(furthest, Number(target.dataset.number));
    clearTimeout(soon);
    soon = setTimeout(note, 1000);
  }, { threshold: 0.6 });
  text.querySelectorAll("[data-number]").forEach((passage) => seen.observe(passage));

  document.addEventListener("visibilitychange", () => document.hidden && note());
  window.addEventListener("pagehide", note);
}

/* A link to a term opens its explanation. */
const open = () => {
  const note = document.getElementById(location.hash.slice(1));
  if (note instanceof HTMLDetailsElement) note.open = true;
};
window.addEventListener("hashchange", open);
open();
