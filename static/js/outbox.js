/* Keeps answers on this device until the server has acknowledged them, and sends them:
   from every page of the person who gave them, and never as anybody else's.

   An entry holds the fields of an answer, the page that it was given on, its number
   there, and when it was given. One entry an answer, the newest. */
const place = document.querySelector("[data-person]");
const KEY = `fahm.outbox.${place.dataset.person}`;
const TIME_OUT = 10;
const WAITS = [2, 5, 15, 60];
/* For so long the server takes an answer for one that is underway, without its age. */
const UNDERWAY = 30;
const REFUSALS = { 400: "stale", 409: "overtaken", 410: "closed" };

/* By address: what this page keeps, and of it what the device had no room for. */
const own = {};
const unstored = {};

const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
};

const store = (entries) => {
  if (Object.keys(entries).length) localStorage.setItem(KEY, JSON.stringify(entries));
  else localStorage.removeItem(KEY);
};

/* Who has signed in takes along what was answered here before that. */
const takeAlong = (key) => {
  try {
    const left = JSON.parse(localStorage.getItem(key));
    if (left) store({ ...left, ...stored() });
    localStorage.removeItem(key);
  } catch {
    /* Then it stays where it is. */
  }
};
if (place.dataset.formerly) takeAlong(`fahm.outbox.${place.dataset.formerly}`);

const entries = () => ({ ...stored(), ...unstored });

/* An answer has one address in both languages. */
export const addressOf = (url) =>
  new URL(url, location).pathname.replace(/^\/\w\w\//, "/");

export const find = (address) => entries()[address];

export const isStored = (address) => !(address in unstored);

export const keep = (address, entry) => {
  own[address] = entry;
  try {
    store({ ...stored(), [address]: entry });
    delete unstored[address];
  } catch {
    unstored[address] = entry;
  }
};

const drop = (address, { page, sequence }) => {
  const entry = find(address);
  if (entry?.page !== page || entry.sequence > sequence) return;
  delete own[address];
  delete unstored[address];
  const rest = stored();
  delete rest[address];
  try {
    store(rest);
  } catch {
    /* Then it is sent once more, which changes nothing. */
  }
};

/* Two pages that write at once: what the other did not see is put back. */
window.addEventListener("storage", ({ key }) => {
  if (key !== KEY && key !== null) return;
  for (const [address, entry] of Object.entries(own))
    if (!find(address)) {
      keep(address, entry);
      laneOf(address).send();
    }
});

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";

/* Asks the server; the status is 0 where no server of ours answered. */
export const ask = async (address, options = {}) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIME_OUT * 1000);
  const request = () =>
    fetch(`/${document.documentElement.lang}${address}`, {
      cache: "no-store",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      signal: stop.signal,
      ...options,
    });
  try {
    let reply = await request();
    if (reply.status === 403) {
      /* The cookie of the token is gone; any page brings another. */
      await fetch(location.href, { signal: stop.signal });
      reply = await request();
    }
    /* Some networks answer in the place of the server, with a page of their own. */
    const isJson = reply.headers.get("Content-Type") === "application/json";
    return { status: reply.status, told: isJson ? await reply.json() : {} };
  } catch {
    return { status: 0, told: {} };
  } finally {
    clearTimeout(timer);
  }
};

const post = (address, { fields, page, sequence, at }, go, options) => {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("page", page);
  body.append("sequence", sequence);
  body.append("go", go);
  const age = Math.floor((Date.now() - at) / 1000);
  if (age >= UNDERWAY) body.append("age", age);
  return ask(address, { method: "POST", body, ...options });
};

const outcomeOf = ({ status, told }) => {
  if ((status === 200 || status === 422) && told.receipt) return "kept";
  if (status in REFUSALS && told.error) return REFUSALS[status];
  if (status === 401 && told.error) return "signed_out";
  return status === 404 ? "stranger" : "waiting";
};

/* The way of one answer to the server: one request at a time, the newest next. */
class Lane {
  constructor(address) {
    this.address = address;
    this.failures = 0;
    this.underway = null;
    this.tell = tellOfOthers;
  }

  /* Sends what is kept, if anything is. */
  async send() {
    if (this.underway) return this.underway;
    const entry = find(this.address);
    return entry && !entry.refused ? this.post(entry) : null;
  }

  /* Sends an entry as pressing a button would, be it acknowledged before or not. */
  async press(go, entry) {
    while (this.underway) await this.underway;
    keep(this.address, entry);
    return this.post(entry, go);
  }

  post(entry, go = "") {
    clearTimeout(this.timer);
    this.tell("saving");
    this.underway = post(this.address, entry, go).then((reply) => {
      this.underway = null;
      return this.settle(entry, reply);
    });
    return this.underway;
  }

  /* Sends what is kept from a page that may end at any moment. */
  async flush() {
    const entry = find(this.address);
    if (!entry || entry.refused) return;
    const name = `${entry.page} ${entry.sequence}`;
    if (name === this.flushed) return;
    this.flushed = name;
    const reply = await post(this.address, entry, "", { keepalive: true });
    this.settle(entry, reply);
  }

  settle(entry, reply) {
    const outcome = outcomeOf(reply);
    if (outcome === "kept") {
      this.failures = 0;
      drop(this.address, entry);
    } else if (Object.values(REFUSALS).includes(outcome)) {
      const newest = find(this.address) ?? entry;
      keep(this.address, { ...newest, refused: outcome });
    } else if (outcome === "waiting") {
      const wait = WAITS[Math.min(this.failures, WAITS.length - 1)];
      this.failures += 1;
      clearTimeout(this.timer);
      /* Spread, so that not all phones of a class come back at one moment. */
      const spread = 0.8 + 0.4 * Math.random();
      this.timer = setTimeout(() => this.send(), wait * spread * 1000);
    }
    this.tell(outcome, reply.told, entry);
    if (outcome === "kept") this.send();
    return { outcome, ...reply };
  }
}

const lanes = new Map();

export const laneOf = (address) => {
  if (!lanes.has(address)) lanes.set(address, new Lane(address));
  return lanes.get(address);
};

/* Puts the words of a template in a place, once: what is said twice is heard twice. */
export const say = (where, name, fill = () => {}) => {
  if (where.dataset.said === name) return;
  where.dataset.said = name;
  const words = document.querySelector(`template[data-say="${name}"]`)?.content;
  const copy = words?.cloneNode(true) ?? new DocumentFragment();
  fill(copy);
  where.replaceChildren(copy);
};

/* Of answers that were given on other pages one line tells. */
const OF_OTHERS = { stranger: "others-signed_out", kept: "" };

function tellOfOthers(outcome) {
  if (outcome === "saving") return;
  const left = Object.entries(entries()).filter(
    ([address]) => laneOf(address).tell === tellOfOthers,
  );
  const [address, entry] = left.find(([, { refused }]) => refused) ?? [];
  if (entry) return tellOfRefused(address, entry);
  if (!left.length) return say(place, outcome === "kept" ? "others-kept" : "");
  say(place, OF_OTHERS[outcome] ?? `others-${outcome}`, (copy) => {
    const link = copy.querySelector("a");
    const here = new URLSearchParams({ next: location.pathname + location.search });
    if (link) link.search = here;
  });
}

const tellOfRefused = (address, entry) => {
  const name = entry.refused === "closed" ? "others-closed" : "others-refused";
  say(place, name, (copy) => {
    const link = copy.querySelector("a");
    if (link) link.href = `/${document.documentElement.lang}${address}`;
    copy.querySelector("button")?.addEventListener("click", () => {
      drop(address, entry);
      tellOfOthers();
    });
  });
};

const sendAll = () => {
  for (const address of Object.keys(entries())) {
    const lane = laneOf(address);
    if (lane.tell === tellOfOthers && find(address).refused) lane.tell("refused");
    lane.send();
  }
};

document.addEventListener("DOMContentLoaded", sendAll);
window.addEventListener("online", sendAll);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) sendAll();
  else for (const lane of lanes.values()) lane.flush();
});
window.addEventListener("pagehide", () => {
  for (const lane of lanes.values()) lane.flush();
});
