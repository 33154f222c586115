// What learners do, for k6. Which part of it is run, and against what, comes from
// bench/__main__.py in variables.

import http from "k6/http";
import { check, sleep } from "k6";

const { SITE, PART, PEOPLE, LESSON, QUIZ, STATIC_FILE, PAUSE, SECONDS } = __ENV;
const people = JSON.parse(open(PEOPLE));
const steps = ["home", "lesson", "quiz", "start", "answer", "result"];

const once = {
  executor: "per-vu-iterations",
  vus: people.length,
  iterations: 1,
  maxDuration: "3m",
};
const parts = {
  floor: { executor: "constant-vus", vus: people.length, duration: `${SECONDS}s` },
  signIn: once,
  quiz: once,
};

export const options = {
  scenarios: { [PART]: { ...parts[PART], exec: PART } },
  summaryTrendStats: ["count", "med", "p(95)", "p(99)", "max"],
  // A threshold that always holds makes k6 keep the figures of each step apart.
  thresholds: Object.fromEntries(
    steps.map((step) => [`http_req_duration{step:${step}}`, ["max>=0"]]),
  ),
};

/** The least that a request can cost: a file from the same server. */
export function floor() {
  expect(http.get(SITE + STATIC_FILE), 200);
}

export function signIn() {
  const person = people[__VU - 1];
  const address = `${SITE}/${person.language}/people/login/`;
  const form = http.get(address);
  const response = http.post(address, {
    csrfmiddlewaretoken: token(form.body),
    login: person.username,
    password: person.password,
  });
  check(response, { "is signed in": (r) => r.status === 200 && r.url !== address });
}

/** Read a lesson, take its quiz to the end, and see the result. */
export function quiz() {
  const person = people[__VU - 1];
  const root = `${SITE}/${person.language}`;
  http.cookieJar().set(SITE, "sessionid", person.session);

  sleep(Math.random() * PAUSE);
  get(`${root}/`, "home");
  get(root + inside(LESSON), "lesson");
  const before = get(root + inside(QUIZ), "quiz");
  let page = post(`${root + inside(QUIZ)}start/`, before, {}, "start");
  for (let count = 0; count < 20; count++) {
    const told = post(page.url, page, { ...answers(page.body), go: "send_as_it_is" }, "answer");
    const next = told.body.match(/<a class="btn" href="([^"]+\/attempts\/\d+\/\d+\/)"/);
    if (!next) {
      const [, submit] = told.body.match(/action="([^"]+\/submit\/)"/) || [];
      const result = post(SITE + submit, told, {}, "result");
      check(result, { "is finished": (r) => r.url.endsWith("/result/") });
      return;
    }
    page = get(SITE + next[1], "answer");
  }
  check(null, { "the quiz comes to an end": () => false });
}

function get(address, step) {
  const response = http.get(address, { tags: { step } });
  expect(response, 200);
  sleep(PAUSE * (0.5 + Math.random()));
  return response;
}

function post(address, page, fields, step) {
  const sent = { ...fields, csrfmiddlewaretoken: token(page.body) };
  const response = http.post(address, sent, { tags: { step } });
  expect(response, 200);
  sleep(PAUSE * (0.5 + Math.random()));
  return response;
}

function expect(response, status) {
  check(response, { "is answered": (r) => r.status === status });
}

function token(html) {
  return html.match(/name="csrfmiddlewaretoken" value="([^"]+)"/)[1];
}

/** Return an address without its language. */
function inside(address) {
  return address.replace(/^\/en/, "");
}

/** Answer every part of a question with something that fits it. */
function answers(html) {
  const fields = {};
  for (const [, name, value] of all(/<input type="(?:radio|checkbox)" name="(r-[^"]+)" value="([^"]+)"/g, html)) {
    fields[name] = fields[name] || value;
  }
  for (const [, name] of all(/id="typed" name="(r-[^"]+)"/g, html)) {
    fields[name] = "7";
  }
  // Events have a place each: the first the first, the second the second.
  let place = 0;
  for (const [, name, menu] of all(/<select[^>]* name="(r-[^"]+)"[^>]*>([^]*?)<\/select>/g, html)) {
    const values = all(/value="([^"]+)"/g, menu).map(([, value]) => value);
    fields[name] = values[place++ % values.length];
  }
  return fields;
}

function all(pattern, text) {
  const found = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match);
  }
  return found;
}

export function handleSummary(data) {
  return { stdout: JSON.stringify(data) };
}
