/* Counts down what is left by the word of the server, with a clock that none can set. */
const timer = document.querySelector("[data-left]");
const line = timer.querySelector("[data-with-scripts=yes]");
const digits = timer.querySelector("[data-digits]");
const spoken = timer.querySelector("[role=status]");
const KEY = "fahm.clock";
/* At these seconds it is told in words, and at no others. */
const MARKS = [60, 300, 600];
const SPREAD = 3000;

let end = null;
let said = 0;
let isOver = false;

const secondsLeft = () => Math.max(0, Math.ceil((end - performance.now()) / 1000));

const markOf = (left) => MARKS.find((mark) => left <= mark) ?? Infinity;

const show = () => {
  if (end === null || isOver) return;
  const left = secondsLeft();
  const mark = markOf(left);
  digits.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  const name = left === 0 ? "over" : mark === 60 ? "last" : mark === 300 ? "soon" : "";
  line.className = `timer ${name}`;
  for (const label of line.querySelectorAll("[data-label]"))
    label.hidden = label.dataset.label !== name;
  if (mark < said) {
    said = mark;
    const words = timer.querySelector(`[data-mark="${mark}"]`);
    spoken.textContent = words.content.textContent;
  }
  if (left === 0) {
    isOver = true;
    /* Not all pages of a class at one moment; and where something may wait to be sent,
       that comes first. */
    const over = new CustomEvent("fahm:over", { cancelable: true });
    const wait = SPREAD * Math.random();
    if (document.dispatchEvent(over)) setTimeout(() => location.reload(), wait);
  }
};

/* Takes how many seconds were left at a moment; null is no limit. */
const setLeft = (seconds, moment) => {
  end = seconds === null ? null : moment + seconds * 1000;
  timer.hidden = end === null;
  said = Math.max(said, markOf(secondsLeft()));
  isOver = false;
  show();
};

/* Each reply of the server says it anew, and maybe more than before. */
document.addEventListener("fahm:left", ({ detail }) => {
  setLeft(detail, performance.now());
});

/* A clock that makes one nervous can be put away; the last minutes show in words. */
const isHidden = () => {
  try {
    return localStorage.getItem(KEY) === "hidden";
  } catch {
    return false;
  }
};

const hide = (hidden) => {
  timer.classList.toggle("put-away", hidden);
  for (const button of timer.querySelectorAll("button"))
    button.hidden = (button.value === "hide") === hidden;
};

for (const button of timer.querySelectorAll("button"))
  button.addEventListener("click", () => {
    const hidden = button.value === "hide";
    hide(hidden);
    timer.querySelector("button:not([hidden])").focus();
    try {
      localStorage.setItem(KEY, hidden ? "hidden" : "shown");
    } catch {
      /* Then it is remembered for this page alone. */
    }
  });

for (const part of timer.querySelectorAll("[data-with-scripts]"))
  part.hidden = part.dataset.withScripts === "no";
hide(isHidden());
/* It was left when the server made the page, not when the script began. */
const [navigation] = performance.getEntriesByType("navigation");
setLeft(Number(timer.dataset.left), navigation?.responseStart ?? 0);
setInterval(show, 1000);
