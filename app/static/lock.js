// Locks a phone that was laid aside: what was being written is sealed and put aside, the page is
// emptied, the server is told. Loaded after the page; the server unlocks, and only the server.
const { outbox, isShell } = Field;
const { body } = document;
const screen = document.getElementById("locked");
const IDLE = Number(screen.dataset.idle);
// Of each unlocking the server makes a new session; its mark says nothing about anybody.
const TOUCHED = "ponocny-touched";
const WRITES = "ponocny-writes";
const TYPED = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])";
const others = "BroadcastChannel" in window ? new BroadcastChannel("ponocny-lock") : null;
let touched = { mark: body.dataset.mark, at: Date.now() };
let isAwake = false;

// ---------------------------------------------------------------- when

function lastTouch() {
  try {
    const [mark, at] = (localStorage.getItem(TOUCHED) ?? "").split(" ");
    return mark ? { mark, at: Number(at) } : touched;
  } catch {
    return touched;
  }
}

function touch() {
  if (!isAwake || body.dataset.locked || Date.now() - touched.at < 1e3) return;
  if (Date.now() - lastTouch().at >= IDLE) lock();
  else note(touched.mark);
}

function note(mark) {
  touched = { mark, at: Date.now() };
  try {
    localStorage.setItem(TOUCHED, `${mark ?? "-"} ${touched.at}`);
  } catch {
    // Where nothing can be kept the page counts for itself.
  }
}

// Pages of one phone are one: who writes in one of them has not laid the phone aside.
function check() {
  if (body.dataset.locked) return;
  const left = IDLE - (Date.now() - lastTouch().at);
  if (left <= 0) lock();
  else setTimeout(check, Math.min(left, IDLE) + 50);
}

function onSight() {
  if (isAwake && document.visibilityState === "visible" && Date.now() - lastTouch().at >= IDLE) lock();
}

// ---------------------------------------------------------------- what was being written

const isChanged = (field) =>
  field.name && ((field.matches(TYPED) && field.value !== field.defaultValue) || (field.matches("[type=radio], [type=checkbox]") && field.checked !== field.defaultChecked));

function isBegun(form) {
  if (form.closest(".put-away") || find("[type=password]", form)) return false;
  return [...form.elements].some(isChanged) || Boolean(find(".problems", form));
}

function draftOf(form) {
  const onShift = (text) => text.replace(/\{shift\}|%7Bshift%7D/, Field.shift?.id ?? "");
  const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["id", "csrf_token"].includes(name));
  const { pathname, search } = new URL(form.getAttribute("action"), location);
  const text = all(TYPED, form).map(({ value }) => value.trim()).filter(Boolean).join(" · ");
  const typed = JSON.stringify(pairs.map(([name, value]) => [name, onShift(value)]));
  const kind = form.dataset.offline ?? find("h1", form.closest("main, dialog") ?? body)?.textContent ?? "";
  return [["kind", kind.slice(0, 80)], ["page", onShift(pathname) + search], ["typed", typed], ["text", text]];
}

// Into the outbox like everything else; where it cannot keep anything, straight to the server.
async function putAside(fields, token) {
  const path = "/odeslani/rozepsane";
  try {
    await outbox.append({ path, fields, kind: screen.dataset.kind });
  } catch {
    const form = new URLSearchParams([...fields, ["id", crypto.randomUUID()], ["csrf_token", token]]);
    await fetch(path, { method: "POST", body: form, redirect: "manual" }).catch(() => {});
  }
}

// ---------------------------------------------------------------- locking

async function lock() {
  if (body.dataset.locked) return;
  body.dataset.locked = "1";
  const drafts = all("form[method=post]").filter(isBegun).map(draftOf);
  const token = find("[name=csrf_token]")?.value ?? "";
  cover();
  others?.postMessage("lock");
  for (const draft of drafts) await putAside(draft, token);
  await outbox?.keep("lock", { at: Date.now(), mark: lastTouch().mark }).catch(() => {});
  await outbox?.send({ now: true }).catch(() => {});
  await tell();
}

// Nothing of the page stays: neither what is seen, nor what the scripts remember.
function cover() {
  try {
    sessionStorage.removeItem(WRITES);
  } catch {
    // Nothing was kept there then.
  }
  dispatchEvent(new Event("ponocny:forget"));
  body.className = "narrow";
  body.replaceChildren(screen.content.cloneNode(true));
  document.title = `${find("h1").textContent} – Ponocný`;
  find("[data-unlock]").addEventListener("click", unlock);
  find("[data-write]").addEventListener("click", write);
  if (window.showSignal) showSignal();
  find("main").focus();
}

async function tell() {
  const request = () => fetch("/zamknout", { method: "POST", redirect: "manual" });
  const answer = navigator.onLine && (await request().catch(() => null));
  const isTold = Boolean(answer) && answer.status < 400;
  all("[data-offline-only]").forEach((part) => (part.hidden = isTold));
  return isTold;
}

// First the server has to know that it is locked; it would lead back here otherwise.
async function unlock(event) {
  event.preventDefault();
  const wanted = isShell ? "/smena" : location.pathname + location.search;
  if (await tell()) location.assign(`/odemknout?${new URLSearchParams({ next: wanted })}`);
}

function write(event) {
  event.preventDefault();
  try {
    sessionStorage.setItem(WRITES, "1");
  } catch {
    // Then the shell shows the lock screen once more.
  }
  location.assign("/smena/offline");
}

function isWriting() {
  try {
    return isShell && sessionStorage.getItem(WRITES) === "1";
  } catch {
    return false;
  }
}

// A page of a newer session than the one that was locked: the server has unlocked it.
async function begin() {
  const { mark } = body.dataset;
  const kept = await outbox?.recall("lock").catch(() => null);
  const isUnlocked = Boolean(mark && kept && kept.mark !== mark);
  if (isUnlocked) await outbox.keep("lock", null);
  if (kept && !isUnlocked && !isWriting()) return lock();
  const last = lastTouch();
  const isFresh = isShell ? isWriting() : last.mark !== mark;
  if (isFresh) note(mark ?? last.mark);
  if (Date.now() - lastTouch().at >= IDLE) return lock();
  note(lastTouch().mark);
  isAwake = true;
  check();
}

for (const kind of ["pointerdown", "keydown", "input", "wheel"]) addEventListener(kind, touch, { passive: true, capture: true });
for (const kind of ["visibilitychange", "pageshow", "focus"]) addEventListener(kind, onSight);
addEventListener("online", () => body.dataset.locked && tell());
if (others) others.onmessage = lock;
document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-lock]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lock();
  },
  true,
);
begin();
