// Small comforts on top of pages that work without scripts: focus, sheets, copying, counting, guarding.
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => root.querySelectorAll(selector);
const copyOf = (template) => document.getElementById(template).content.firstElementChild.cloneNode(true);

function wake(root) {
  all("[data-copy][hidden], [data-print][hidden]", root).forEach((button) => (button.hidden = false));
  all("[data-count]", root).forEach(count);
}

function count(area) {
  const note = document.getElementById(`${area.id}-count`);
  if (!note || !area.value) return;
  const limit = Number(area.dataset.count);
  note.textContent = `${area.value.length} / ${limit}`;
  note.classList.toggle("over", area.value.length > limit);
}

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  const label = find("span", button);
  const before = label.textContent;
  label.textContent = button.dataset.done;
  setTimeout(() => (label.textContent = before), 4000);
}

function tell(message) {
  const place = document.getElementById("messages");
  place.replaceChildren(message);
  place.focus();
}

function showSignal() {
  const pill = find(".signal");
  pill.hidden = false;
  pill.classList.toggle("offline", !navigator.onLine);
}

// A tile page is a page of its own; here its content rises from the bottom instead.
const trail = [];

async function openSheet(link) {
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    trail.push(link.href);
    fillSheet(find("dialog.sheet") ?? makeSheet(), page);
  } catch {
    location.assign(link.href);
  }
}

function makeSheet() {
  const sheet = copyOf("sheet");
  document.body.append(sheet);
  sheet.addEventListener("close", () => {
    trail.length = 0;
    sheet.remove();
  });
  return sheet;
}

function fillSheet(sheet, page) {
  const main = find("#main", page);
  find("#sheet-title", sheet).textContent = find("h1", main).textContent;
  all("#messages, .head, .back", main).forEach((part) => part.remove());
  find(".sheet-body", sheet).replaceChildren(...main.children);
  find("[data-back]", sheet).hidden = trail.length < 2;
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  find("#sheet-title", sheet).focus();
  wake(sheet);
}

function goBack() {
  trail.pop();
  openSheet({ href: trail.pop() });
}

function onClick(event) {
  const { target } = event;
  const link = target.closest("a[data-sheet]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openSheet(link);
  } else if (target.closest("[data-copy]")) copy(target.closest("[data-copy]"));
  else if (target.closest("[data-print]")) print();
  else if (target.closest("[data-back]")) goBack();
  else if (target.closest("[data-close]") || target.matches("dialog.sheet")) target.closest("dialog").close();
}

const isUnsaved = (form) => form.matches(".unsaved") || find(".problems", form);

function guard(event) {
  if ([...all("form[data-guard]")].some(isUnsaved)) event.preventDefault();
}

function onInput({ target }) {
  target.closest("form[data-guard]")?.classList.add("unsaved");
  if (target.dataset.count) count(target);
}

function release(event) {
  removeEventListener("beforeunload", guard);
  setTimeout(() => addEventListener("beforeunload", guard), event.defaultPrevented ? 4000 : 0);
}

// What was wrong comes first, then what was said; a filtered list leaves the typing alone.
function afterSwap({ detail }) {
  wake(document);
  if (detail.ctx?.request?.method?.toUpperCase() === "GET" && !find("#messages > *")) return;
  const invalid = find(".invalid :is(input, select, textarea)");
  if (invalid) invalid.focus();
  else if (find("#messages > *")) document.getElementById("messages").focus();
}

function onError({ detail }) {
  if (detail.ctx && !detail.ctx.response) tell(copyOf("no-connection"));
}

document.addEventListener("click", onClick);
document.addEventListener("input", onInput);
document.addEventListener("submit", release);
document.addEventListener("htmx:after:swap", afterSwap);
document.addEventListener("htmx:error", onError);
addEventListener("beforeunload", guard);
addEventListener("online", showSignal);
addEventListener("offline", showSignal);
showSignal();
wake(document);
find(".problems") && find(".invalid :is(input, select, textarea)")?.focus();
