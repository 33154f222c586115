/* Saves an answer as it is given. Without it the buttons of the form save it. */
import { addressOf, ask, find, isStored, keep, laneOf, say } from "./outbox.js";

const form = document.getElementById("answer");
const status = form.querySelector(".saved");
const trouble = form.querySelector("[data-trouble]");
const address = addressOf(form.action);
const lane = laneOf(address);
const PLACE = "fahm.place";
/* How long what is typed waits for more. */
const PAUSE = 700;
const SPREAD = 3000;

/* Attributes, since a browser that comes back to a page gives it its old values. */
const written = (name) =>
  form.querySelector(`input[name=${name}]`).getAttribute("value");
const page = written("page");
let seen = Number(written("seen"));
let sequence = 0;
let isLeaving = false;
let isOver = false;

const isAnswer = ([name]) => name.startsWith("r-") || name === "certainty";
const answer = () => [...new FormData(form)].filter(isAnswer);
let shown = JSON.stringify(answer());

const fill = (fields) => {
  for (const control of form.elements) {
    if (!isAnswer([control.name])) continue;
    const given = fields.filter(([name]) => name === control.name);
    const values = given.map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox")
      control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
  shown = JSON.stringify(answer());
};

/* What the server keeps, as the fields of this form. */
const fieldsOf = ({ answer: parts, certainty }) => {
  const names = new Set([...form.elements].map(({ name }) => name));
  const fields = [...names]
    .filter((name) => name.startsWith("r-"))
    .flatMap((name) => {
      const value = parts[name.slice(2).split(".")[0]] ?? [];
      return [value].flat().map((each) => [name, each]);
    });
  return certainty ? [...fields, ["certainty", String(certainty)]] : fields;
};

const entry = () => ({
  fields: [...answer(), ["seen", String(seen)]],
  page,
  sequence,
  at: Date.now(),
});

let soon = 0;
const save = () => {
  clearTimeout(soon);
  soon = 0;
  return lane.send();
};

const change = (pause) => {
  sequence += 1;
  shown = JSON.stringify(answer());
  keep(address, entry());
  if (!pause) save();
  else soon ||= setTimeout(save, pause);
};

form.addEventListener("input", ({ target }) => {
  if (isOver || JSON.stringify(answer()) === shown) return;
  const isTyped = target.matches("textarea, [type=text]");
  change(isTyped ? PAUSE : 0);
});

/* Moves an event of an order as the server would: quiz/assessment/moving.py. */
const moved = form.querySelector("[data-moved]");
const MOVE = /^(earlier|later)\.(.+)$/;
const moveEvent = (way, id) => {
  const selects = [...form.querySelectorAll(".stepper select")];
  const own = document.getElementById(`select-${id}`);
  const places = [...own.options].map(({ value }) => value).filter(Boolean);
  const steps = way === "later" ? places : places.reverse();
  const taken = selects.map(({ value }) => value);
  const there = own.value
    ? steps[steps.indexOf(own.value) + 1]
    : steps.findLast((place) => !taken.includes(place));
  if (!there) return;
  if (own.value)
    for (const each of selects) if (each.value === there) each.value = own.value;
  own.value = there;
  moved.textContent = `${own.closest(".pair").querySelector("label").textContent}: ${there}`;
  change();
};

const leave = (url) => {
  isLeaving = true;
  rememberPlace(url);
  location.assign(url);
};

/* When the time is over it is over for a whole class. */
const leaveSoon = () => {
  isLeaving = true;
  setTimeout(() => leave(form.action), SPREAD * Math.random());
};

/* A button leads on only when what it sends is acknowledged. */
form.addEventListener("submit", async (event) => {
  const go = event.submitter?.value;
  if (!go) return writeForm();
  event.preventDefault();
  if (isLeaving) return;
  if (isOver) return leave(form.action);
  const move = go.match(MOVE);
  if (move) return moveEvent(move[1], move[2]);
  isLeaving = true;
  clearTimeout(soon);
  soon = 0;
  sequence ||= 1;
  /* What is offered to be put back was left behind with this. */
  if (find(address)?.refused) sequence += 1;
  const { outcome, status: code, told } = await lane.press(go, entry());
  isLeaving = outcome === "closed";
  if (code === 422) submitForm(go);
  else if (outcome === "kept" && told.next) leave(told.next);
});

const writeForm = () => {
  form.elements.sequence.value = sequence || 1;
  form.elements.seen.value = seen;
};

/* Its page says what is to be mended. */
const submitForm = (go) => {
  writeForm();
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "go", value: go });
  form.append(field);
  form.submit();
};

const tellClock = (left) =>
  document.dispatchEvent(new CustomEvent("fahm:left", { detail: left }));

lane.tell = (outcome, told, sent) => {
  status.classList.toggle("saving", outcome === "saving");
  if (outcome === "saving") return;
  if ("left" in told) tellClock(told.left);
  if (outcome === "kept") showKept(told, sent);
  else showTrouble(outcome, told, sent);
  if (isOver && outcome === "kept") leaveSoon();
};

/* Shows what another page gave, and says so where it differs. */
const showOther = (fields) => {
  const was = shown;
  fill(fields);
  say(trouble, shown === was ? "" : "changed");
};

const words = status.querySelector("[role=status]");
const receipt = status.querySelector("[data-receipt]");

const showKept = (told, sent) => {
  seen = told.version;
  /* What was changed meanwhile was changed on a page that shows this. */
  if (isUnsent()) keep(address, { ...entry(), at: find(address).at });
  else if (sent.page !== page) showOther(sent.fields);
  else say(trouble, "");
  showFlag(told.flagged);
  say(words, "kept");
  receipt.hidden = false;
  receipt.querySelector("bdi").textContent = told.receipt;
};

const showTrouble = (outcome, told, sent) => {
  say(words, "");
  receipt.hidden = true;
  if (outcome === "closed") return leave(told.next);
  if (outcome === "overtaken") return showNewest(told, find(address) ?? sent);
  const name = outcome === "waiting" && !isStored(address) ? "unstored" : outcome;
  say(trouble, name, (copy) => {
    const link = copy.querySelector("a");
    if (link && told.next) link.href = told.next;
  });
};

const showNewest = (told, own) => {
  seen = told.version;
  fill(fieldsOf(told));
  offer(own.fields);
};

const offer = (fields) =>
  say(trouble, "overtaken", (copy) =>
    copy.querySelector("button").addEventListener("click", () => {
      fill(fields);
      change();
      status.focus();
    }),
  );

const showFlag = (isFlagged) => {
  const button = form.querySelector("button[aria-pressed]");
  button.setAttribute("aria-pressed", isFlagged);
  button.value = isFlagged ? "unflag" : "flag";
  for (const mark of document.querySelectorAll("[data-flag]")) mark.hidden = !isFlagged;
};

const isUnsent = () => find(address)?.page === page;

/* Another page, or another device, may have been used meanwhile. */
const refresh = async () => {
  if (document.hidden || isLeaving || lane.underway || isUnsent()) return;
  const before = sequence;
  const { status: code, told } = await ask(address);
  if (code !== 200 || !told.answer || sequence !== before || isLeaving) return;
  tellClock(told.left);
  if (told.next || isOver) return leave(told.next ?? form.action);
  showFlag(told.flagged);
  if (told.version <= seen) return;
  seen = told.version;
  showOther(fieldsOf(told));
};
document.addEventListener("visibilitychange", refresh);

document.addEventListener("fahm:over", async (event) => {
  event.preventDefault();
  if (isOver) return;
  isOver = true;
  for (const part of form.querySelectorAll("fieldset")) part.disabled = true;
  await save();
  /* What did not arrive is sent again from here, while it may come late. */
  if (!isLeaving && !find(address)) leaveSoon();
});

/* In another language a page has its place where it was. */
const height = () => Math.max(1, document.documentElement.scrollHeight - innerHeight);
const nameOf = ({ id, name, value }) =>
  id
    ? `#${CSS.escape(id)}`
    : name && `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`;

function rememberPlace(url) {
  if (addressOf(url) !== address) return;
  const focus = nameOf(document.activeElement);
  try {
    const place = { address, focus, scroll: scrollY / height() };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
  } catch {
    /* Then the page begins at its top. */
  }
}

const findPlace = () => {
  try {
    const place = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
    return place?.address === address ? place : null;
  } catch {
    return null;
  }
};

const left = findPlace();
if (left) {
  scrollTo(0, left.scroll * height());
  if (left.focus) document.querySelector(left.focus)?.focus({ preventScroll: true });
}

/* What was given here before, and is not acknowledged. */
const waiting = find(address);
if (waiting?.refused === "overtaken") offer(waiting.fields);
else if (waiting) {
  fill(waiting.fields);
  /* The question is asked, so what was refused may be taken now. */
  keep(address, { ...waiting, refused: undefined });
}

/* A browser gives back what stood in a form that it comes back to. By then it is kept,
   and may be changed since; what else is there was given before this script began. */
window.addEventListener("pageshow", ({ persisted }) => {
  const [navigation] = performance.getEntriesByType("navigation");
  const isBack = persisted || ["back_forward", "reload"].includes(navigation?.type);
  isLeaving = false;
  if (!isBack && JSON.stringify(answer()) !== shown) change();
  if (!isBack) return;
  fill(JSON.parse(shown));
  refresh();
});
