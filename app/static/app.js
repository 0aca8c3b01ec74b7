// Small comforts on top of pages that work without scripts: focus, sheets, copying, counting, guarding.
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const copyOf = (template) => document.getElementById(template).content.firstElementChild.cloneNode(true);
const CONTROLS = "a, button, input, select, textarea, summary";
const INVALID = ".invalid :is(input, select, textarea)";

function wake(root) {
  all("[data-copy][hidden], [data-print][hidden], [data-reveal][hidden]", root).forEach((button) => (button.hidden = false));
  all("[data-count]", root).forEach(count);
  if (find("form[data-guard] .problems")) addEventListener("beforeunload", guard);
}

function count(area) {
  const note = document.getElementById(`${area.id}-count`);
  if (!note || !area.value) return;
  const limit = Number(area.dataset.count);
  note.textContent = `${area.value.length} / ${limit}`;
  note.classList.toggle("over", area.value.length > limit);
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
  const label = find("span", button);
  const before = label.textContent;
  label.textContent = button.dataset.done;
  setTimeout(() => (label.textContent = before), 4000);
}

function reveal(button) {
  const field = document.getElementById(button.dataset.reveal);
  const isShown = field.type === "text";
  field.type = isShown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!isShown));
}

function showSignal() {
  const pill = find(".signal");
  pill.hidden = false;
  pill.classList.toggle("offline", !navigator.onLine);
}

// A page marked data-sheet is a page of its own; here its content rises from the bottom instead.
const trail = [];
const PATIENCE = 5e3;

// Where a sheet's content comes from; without signal a phone has its own.
let readSheet = async (href) => {
  const answer = await fetch(href, { signal: AbortSignal.timeout?.(PATIENCE) });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return find("#main", new DOMParser().parseFromString(await answer.text(), "text/html"));
};

async function openSheet(href) {
  try {
    const main = await readSheet(href);
    trail.push(href);
    fillSheet(find("dialog.sheet") ?? makeSheet(), main);
  } catch {
    if (navigator.onLine) location.assign(href);
    else tellNoConnection();
  }
}

function makeSheet() {
  const sheet = copyOf("sheet");
  document.body.append(sheet);
  sheet.addEventListener("close", () => {
    if (sheet.open) return; // the next sheet was faster
    trail.length = 0;
    sheet.remove();
  });
  return sheet;
}

function fillSheet(sheet, main) {
  const title = find("#sheet-title", sheet);
  title.textContent = find("h1", main).textContent;
  all("#messages, .head, .back", main).forEach((part) => part.remove());
  find(".sheet-body", sheet).replaceChildren(...main.childNodes);
  find("[data-back]", sheet).hidden = trail.length < 2;
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  title.focus();
  wake(sheet);
  all("form.filters", sheet).forEach(enliven);
}

// A list in a sheet is narrowed there; the address belongs to the page below.
function enliven(form) {
  form.removeAttribute("hx-push-url");
  htmx.process(form);
}

function onRequest({ detail: { ctx } }) {
  if (ctx.sourceElement.closest("dialog.sheet")) ctx.request.headers["HX-Current-URL"] = trail.at(-1);
}

function goBack() {
  trail.pop();
  openSheet(trail.pop());
}

// What was typed is not lost by a wrong tap: leaving asks first, until the form is sent.
const isUnsaved = (form) => !form.matches(".sent") && (form.matches(".unsaved") || find(".problems", form));

function guard(event) {
  if (all("form[data-guard]").some(isUnsaved)) event.preventDefault();
}

function stay() {
  all("form.sent").forEach((form) => form.classList.remove("sent"));
}

let lastUsed = -1;
let lastId = "";

function onClick(event) {
  const { target } = event;
  const at = (selector) => target.closest(selector);
  lastUsed = all(CONTROLS).indexOf(at(CONTROLS));
  lastId = at(CONTROLS)?.id;
  const link = at("a[data-sheet]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openSheet(link.href);
  } else if (at("[data-copy]")) copy(at("[data-copy]"));
  else if (at("[data-print]")) print();
  else if (at("[data-reveal]")) reveal(at("[data-reveal]"));
  else if (at("[data-back]")) goBack();
  else if (at("[data-close]") || target.matches("dialog.sheet")) at("dialog").close();
}

function onInput({ target }) {
  lastUsed = -1;
  lastId = "";
  if (target.dataset.count) count(target);
  if (!target.closest("form[data-guard]")) return;
  target.form.classList.add("unsaved");
  addEventListener("beforeunload", guard);
}

// After a new sign-in in another tab the forms of this page take the new token over.
function renewTokens() {
  const fresh = find("#messages [name=csrf_token]");
  if (fresh) all("[name=csrf_token]").forEach((field) => (field.value = fresh.value));
}

// What is wrong comes first, then what was said; otherwise the focus stays where it was,
// or goes with the button that has moved.
function afterSwap() {
  stay();
  renewTokens();
  wake(document);
  const wrong = find(INVALID);
  const said = find("#messages > *");
  if (wrong && wrong.form.contains(find(".problems"))) wrong.focus();
  else if (said && lastUsed >= 0) find("#messages").focus();
  else if (document.activeElement === document.body) ((lastId && document.getElementById(lastId)) || all(CONTROLS)[lastUsed])?.focus({ preventScroll: true });
}

function onError({ detail }) {
  stay();
  if (detail.ctx && !detail.ctx.response) tellNoConnection();
}

function tellNoConnection() {
  find("#messages").replaceChildren(copyOf("no-connection"));
  find("#messages").focus();
}

document.addEventListener("click", onClick);
document.addEventListener("input", onInput);
document.addEventListener("submit", ({ target }) => target.classList.add("sent"));
document.addEventListener("htmx:config:request", onRequest);
document.addEventListener("htmx:after:swap", afterSwap);
document.addEventListener("htmx:error", onError);
addEventListener("online", showSignal);
addEventListener("offline", showSignal);
showSignal();
wake(document);
if (find(".problems")) find(INVALID)?.focus();
