/* Notes how far a lesson was read, so that it can be continued. Works without it too. */
const text = document.querySelector("[data-note]");

if (text) {
  let furthest = Number(text.dataset.furthest);
  let noted = furthest;
  let underway = 0;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;

  const note = () => {
    if (furthest <= Math.max(noted, underway)) return;
    const sent = furthest;
    underway = sent;
    const body = new URLSearchParams({ furthest: sent, csrfmiddlewaretoken: token });
    fetch(text.dataset.note, { method: "POST", body, keepalive: true })
      /* Any other reply, as that of the page to sign in, has noted nothing. */
      .then(({ status }) => { if (status === 204) noted = Math.max(noted, sent); })
      /* With no connection there is nothing to say: scrolling on tries once more. */
      .catch(() => {})
      .finally(() => { if (underway === sent) underway = 0; });
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

/* A guess is sent nowhere; it is only marked where the lesson answers it. */
for (const asked of document.querySelectorAll("[data-guess]"))
  asked.addEventListener("change", () => {
    const marks = document.querySelectorAll(`#${asked.dataset.guess} [data-guessed]`);
    asked.querySelectorAll("input").forEach((input, place) => {
      marks[place].hidden = !input.checked;
    });
  });

/* A link to a term opens its explanation, also where the browser itself does not. */
const open = () => {
  const note = document.getElementById(location.hash.slice(1))?.closest("details");
  if (note) note.open = true;
};
window.addEventListener("hashchange", open);
open();
