// What a phone needs besides storing: the list renewed, taking back, sheets without signal, signing out, installing.
// Loaded after the page, so that nobody waits for it.
const { outbox, memory, word, say, look, send, pass, toast, draw, pathOf, isShell, opened, TYPED } = Field;
const { body } = document;
const SHELL = "/smena/offline";
const AT_ONCE = 3e3;
const RECEIPTS = ["stored", "incomplete", "conflict", "quarantined"];
const worker = navigator.serviceWorker;

// Pages carry only what is needed at once; the rest of the words stands in the shell.
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
let kept;

async function shellPage() {
  if (isShell) return document;
  const answer = (await self.caches?.match(SHELL, { ignoreVary: true })) ?? (await fetch(SHELL));
  return (kept ??= parse(await answer.text()));
}

const rest = async () => find("#phone-rest", await shellPage()).content;
const piece = async (name) => document.importNode(find(`[data-piece=${name}]`, await rest()), true);

// ---------------------------------------------------------------- before a form is stored

// The same voice as the server's: what is wrong stands at its field.
function isComplete(form) {
  all("[data-piece=error]", form).forEach((error) => error.remove());
  all(".invalid", form).forEach((field) => field.classList.remove("invalid"));
  const wrong = [...form.elements].filter((control) => control.name && faultOf(control));
  wrong.forEach(mark);
  wrong[0]?.focus();
  return !wrong.length;
}

function faultOf({ value, type, dataset, validity, validationMessage }) {
  if (value.length > dataset.count) return word("long", { n: dataset.count });
  return validity.valueMissing ? word(type === "radio" ? "choose" : "empty") : validationMessage;
}

function mark(control) {
  const field = control.closest(".field");
  if (!field || field.matches(".invalid")) return;
  const error = Field.piece("error");
  find("span", error).textContent = faultOf(control);
  error.id = `fault-${control.name}`;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", error.id);
  control.closest("details")?.setAttribute("open", "");
  field.classList.add("invalid");
  find("label, legend", field).after(error);
}

// ---------------------------------------------------------------- after a form was stored

// After a safety event stand its steps, after a visit with an incident that incident; else the form is done.
function goOn(form, told, isStart) {
  const steps = all("template[data-after]", form).find(({ dataset }) => dataset.after === told.safety_event);
  const next = find(":checked[data-then]", form);
  if (isStart) goToShift();
  else if (steps) fillSheet(makeSheet(), titled(steps));
  else if (next) openSheet(`${next.dataset.then}?misto=${told.place_id}`);
  else if (!isShell && !find("[data-fresh]") && !form.closest("dialog")) putAway();
}

// The next thing is written at once: on the page of the shift, or without signal in the shell.
async function goToShift() {
  const isPatient = new Promise((done) => setTimeout(done, AT_ONCE));
  const report = navigator.onLine && (await Promise.race([outbox.send({ now: true }), isPatient]));
  if (report?.state === "done") location.assign("/smena");
  else if (!isShell && worker?.controller) location.assign(SHELL);
}

async function putAway() {
  all("main > :not(#messages, .head, .back)").forEach((part) => part.classList.add("put-away"));
  find("main").append(await piece("done"));
}

async function takeBack(id) {
  const entry = memory.get(id);
  if (!(await outbox.takeBack(id))) return toast(word("late"));
  memory.delete(id);
  for (const [other, { path }] of memory) if (path.includes(id)) await takeBack(other);
  if (entry && entry.shift?.id !== Field.shift?.id) await outbox.keep("shift", entry.shift);
  toast(word("taken"));
  if (entry?.isTyped) bringBack(entry);
  await look();
}

function bringBack({ sheet, form }) {
  all(".put-away").forEach((part) => part.classList.remove("put-away"));
  find("[data-piece=done]")?.remove();
  find("dialog[open]")?.close();
  if (sheet) body.append(sheet);
  sheet?.showModal();
  find(TYPED, form).focus();
}

// Taps that the server has not counted yet.
function drawTallies() {
  for (const form of all("form.stepper[data-offline]")) {
    const isSame = ({ id }) => memory.get(id)?.path === pathOf(form) && memory.get(id).told === find("[name=kind]", form).value;
    const n = Field.waiting.filter(isSame).length;
    if (n) form.dataset.waits = `+${n}`;
    else delete form.dataset.waits;
  }
}

let renewing;

function onNews({ data: { id, state } }) {
  const entry = memory.get(id);
  const isReceipt = RECEIPTS.includes(state);
  if (entry && isReceipt) entry.state = state === "stored" ? state : "incomplete";
  look();
  clearTimeout(renewing);
  if (isReceipt) renewing = setTimeout(renew, 400);
}

// The list becomes the server's; where the shift is another one, so do the buttons.
async function renew() {
  const block = find("[data-fresh]");
  if (!block || isShell || body.dataset.locked) return;
  const { fresh } = block.dataset;
  const headers = { "HX-Request": "true", "HX-Target": `#${block.id}` };
  const answer = await fetch(location.href, { headers }).catch(() => null);
  Field.isSignedOut = Boolean(answer?.headers.get("HX-Redirect"));
  if (!answer?.ok || Field.isSignedOut) return draw();
  await htmx.swap({ text: await answer.text(), target: block, sourceElement: block, swap: "outerMorph" });
  for (const [id, { state }] of memory) if (state === "stored") memory.delete(id);
  await look();
  if (find("[data-fresh]").dataset.fresh !== fresh) renewThumb();
}

async function renewThumb() {
  const page = parse(await (await fetch(location.href)).text());
  find(".thumb").replaceChildren(...find(".thumb", page).childNodes);
}

function isTyping() {
  const isChanged = (field) => field.matches(TYPED) && field.value !== field.defaultValue;
  return all("form[method=post]").some((form) => [...form.elements].some(isChanged));
}

// Signed out in another window, or the storage was wiped: then the entries are gone as well.
async function miss({ author }) {
  const there = (await outbox.waiting(author)).map(({ id }) => id);
  const lost = [...memory].filter(([id, { state }]) => !state && !there.includes(id));
  memory.clear();
  if (!lost.length) return;
  await Field.open();
  say(word("cleared", { what: lost.map(([, { what }]) => what).join("; ") }, await rest()), "danger");
}

function forget() {
  all("dialog[open]").forEach((dialog) => dialog.close());
  all("form[data-offline]").forEach((form) => form.reset());
  memory.clear();
  toast("");
  draw();
}

const explain = async (why) => (why ? word(why, {}, await rest()) : "");

// The mentor sees a phone that is silent with something on it.
function onSight() {
  const n = Field.waiting.length;
  if (document.visibilityState === "visible") send();
  else if (n) navigator.sendBeacon("/odeslani/hlaseni", new URLSearchParams({ waiting: n, sent_at: new Date().toISOString() }));
}

// ---------------------------------------------------------------- sheets without signal

const overNetwork = readSheet;

// What the phone has not sent yet, the server does not know.
readSheet = (href) => {
  const isUnsent = Field.waiting.some(({ id }) => href.includes(id));
  return isShell || isUnsent ? ownSheet(href) : overNetwork(href).catch(() => ownSheet(href));
};

// A sheet has the shape of a page: its title first.
function titled({ dataset, content }) {
  const main = document.createElement("main");
  const head = Object.assign(document.createElement("div"), { className: "head" });
  head.append(Object.assign(document.createElement("h1"), { textContent: dataset.title }));
  main.append(head, content.cloneNode(true));
  return main;
}

// The sheets of the shell have the addresses of the pages for which they stand.
async function ownSheet(href) {
  const page = await shellPage();
  const url = new URL(href, location);
  const templates = all("template[data-title]", page);
  const kind = templates.flatMap((each) => all(`[data-kind="${url.searchParams.get("druh")}"]`, each.content))[0];
  const name = url.pathname.endsWith("/nova") ? stepOf(url.searchParams, kind) : url.pathname.split("/").pop();
  const template = templates.find(({ id }) => id === `sheet-${name}`);
  const main = titled(template);
  carry(main, url, kind);
  if (name === "fotka") await wakePhotos(page, main);
  return main;
}

// One step after another: what happened, whether help was called, where.
function stepOf(asked, kind) {
  if (!kind) return asked.has("vse") ? "druhy" : "nova";
  return "urgent" in kind.dataset && !asked.has("volano") ? "volano" : "misto";
}

// What was tapped so far goes on in the address and in hidden fields.
function carry(main, { pathname, searchParams: asked }, kind) {
  all("form[data-here]", main).forEach((form) => form.setAttribute("action", pathname));
  all("[data-from]", main).forEach((field) => (field.value = asked.get(field.dataset.from) ?? ""));
  all("a[data-carry]", main).forEach((link) => (link.search = new URLSearchParams([...asked, ...new URLSearchParams(link.search)])));
  if (kind) all("form", main).forEach((form) => (form.dataset.what = find(".tile-text", kind).textContent.trim()));
  const here = find(`button[value="${asked.get("misto")}"]`, main);
  here?.parentElement.prepend(here);
  const clock = new Intl.DateTimeFormat("cs", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Prague" });
  all("[data-moment]", main).forEach((field) => (field.value = clock.format(field.dataset.moment === "now" ? Date.now() : Field.shift?.since)));
}

async function wakePhotos(page, main) {
  if (!window.photoEditor) await Promise.all(all("[data-photos]", page).map(load));
  all("form", main).forEach((form) => window.photoEditor?.(form));
}

function load(tag) {
  const copy = document.createElement(tag.localName);
  for (const { name, value } of tag.attributes) copy.setAttribute(name, value);
  document.head.append(copy);
  return new Promise((done) => (copy.onload = copy.onerror = done));
}

// ---------------------------------------------------------------- signing out

// The sealed entries stay in the phone; whose phone it is does not.
async function leave(form, submitter) {
  if (!(await opened)) return pass(form, submitter);
  await look();
  const go = () => outbox.forget().finally(() => pass(form, submitter));
  if (!Field.waiting.length) return go();
  const words = await rest();
  const dialog = await piece("leave");
  const tell = () => {
    const n = Field.waiting.length;
    find("h2", dialog).textContent = n ? word(`left-${new Intl.PluralRules("cs").select(n)}`, { n }, words) : word("all-sent");
    find("[data-send-all]", dialog).hidden = find("[data-why]", dialog).hidden = !n;
  };
  tell();
  find("[data-send-all]", dialog).onclick = () => send({ now: true }).then(tell);
  find("[data-go]", dialog).onclick = go;
  dialog.onclose = () => dialog.remove();
  body.append(dialog);
  dialog.showModal();
}

// ---------------------------------------------------------------- the installed application

const remembered = (name, value, storage = "localStorage") => {
  try {
    if (value) self[storage][name] = value;
    return self[storage][name];
  } catch {
    return "refused";
  }
};

function onStored() {
  worker?.ready.then(({ sync }) => sync?.register("odeslani")).catch(() => {});
  if (remembered("asked")) return;
  remembered("asked", "yes");
  navigator.storage?.persist?.();
}

async function offerNew(version) {
  const words = await rest();
  const notice = await piece("renew");
  find("[data-piece=renew]")?.remove();
  find("button", notice).onclick = () => {
    if (isTyping()) return say(word("typing", {}, words));
    worker.addEventListener("controllerchange", () => location.reload(), { once: true });
    version.postMessage({ type: "renew" });
  };
  find("#messages").after(notice);
}

async function register() {
  const registration = await worker?.register("/sw.js").catch(() => null);
  if (!registration) return;
  const offer = () => registration.waiting && worker.controller && offerNew(registration.waiting);
  const { town } = body.dataset;
  if (town && remembered("town", "", "sessionStorage") !== town) registration.active?.postMessage({ type: "shell" });
  remembered("town", town, "sessionStorage");
  registration.addEventListener("updatefound", () => registration.installing.addEventListener("statechange", offer));
  offer();
}

async function offerInstall(prompt) {
  const place = find("[data-install]");
  if (!place || place.firstElementChild || remembered("install")) return;
  const notice = await piece(prompt ? "install" : "install-ios");
  const close = () => {
    notice.remove();
    remembered("install", "no");
  };
  find("[data-no]", notice).onclick = close;
  if (prompt) find("[data-yes]", notice).onclick = () => prompt.prompt().finally(close);
  place.append(notice);
}

Object.assign(Field, { isComplete, leave, goOn, takeBack, miss, drawTallies, explain });
if (outbox) new BroadcastChannel("ponocny-outbox").onmessage = onNews;
document.addEventListener("visibilitychange", onSight);
addEventListener("ponocny:stored", onStored);
addEventListener("ponocny:forget", forget);
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offerInstall(event);
});
if (navigator.standalone === false) offerInstall();
document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: "/manifest.webmanifest" }));
register();
