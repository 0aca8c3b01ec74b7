"use strict";
// The page's side of the outbox: a form of the field is stored in the phone first and sent second.
// What was written is known only while the page lives; the event "ponocny:forget" ends that sooner.
const Field = (() => {
  const UNDO = 8e3;
  const MOST_PHOTOS = 4;
  const TYPED = "textarea, input:not([type=hidden], [type=radio], [type=checkbox])";
  const { body } = document;
  const { author, town, key, keyId, shift: running } = body.dataset;
  const isShell = "shell" in body.dataset;
  const own = author && { author, town, key: { id: keyId, raw: key } };
  const words = document.getElementById("phone-words").content;
  const word = (name, values = {}, from = words) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), find(`[data-word=${name}]`, from).textContent);
  const piece = (name) => find(`[data-piece=${name}]`, words).cloneNode(true);
  const onShift = (text) => text.replace(/\{shift\}|%7Bshift%7D/, self.shift?.id ?? "");
  const pathOf = (form) => onShift(new URL(form.getAttribute("action"), location).pathname);

  const time = new Intl.DateTimeFormat("cs", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Prague" });
  const outbox = Outbox.usable ? new Outbox() : null;
  const memory = new Map(); // id → what this page knows of its entry
  const passed = new WeakSet(); // forms that go the ordinary way
  const card = piece("card");
  const self = { open, outbox, memory, words, word, piece, say, look, send, pass, toast, draw, pathOf, TYPED, isShell, waiting: [] };
  let trouble = outbox ? "" : word("unusable");
  let drawn, hiding;

  async function open() {
    try {
      if (author) {
        await outbox.signIn(own);
        await followShift();
      }
      await look();
    } catch {
      trouble = word("unusable");
      draw();
    }
    return Boolean(self.who);
  }

  // What the server says of the shift holds, unless the phone has begun one that it has not heard of.
  async function followShift() {
    const known = await outbox.recall("shift");
    const begun = Date.parse(find("[data-since]")?.dataset.since);
    const isUnsent = known && (await outbox.waiting(author)).some(({ id }) => id === known.id);
    if (!isUnsent) await outbox.keep("shift", running ? { id: running, since: begun || known?.since || Date.now(), author } : null);
  }

  async function look() {
    const before = self.who;
    for (const name of ["who", "shift", "sent"]) self[name] = await outbox.recall(name);
    self.waiting = self.who ? await outbox.waiting(self.who.author) : [];
    if (before && !self.who) await self.miss?.(before);
    draw();
  }

  function say(text, tone = "warning") {
    const message = piece("message");
    message.classList.add(tone);
    find("span", message).textContent = text;
    find("#messages").replaceChildren(message);
  }

  function draw() {
    if (body.dataset.locked) return;
    const { who, shift, sent, waiting } = self;
    const n = waiting.length;
    const now = { somebody: who, nobody: !who, onShift: who && shift, offShift: who && !shift, online: navigator.onLine };
    all("[data-n]").forEach((mark) => (mark.textContent = n ? `\u00a0·\u00a0${n}` : ""));
    all("[data-totals]").forEach((line) => (line.textContent = sent || n ? word("totals", { sent: sent ?? 0, n }) : ""));
    all("[data-only]").forEach((part) => (part.hidden = !now[part.dataset.only]));
    self.drawTallies?.();
    find("[data-waiting]")?.append(card);
    drawCard(who?.ended || self.isSignedOut);
  }

  function drawCard(isEnded) {
    const done = [...memory.values()].filter(({ state }) => state);
    const rows = [...self.waiting, ...done].sort((one, other) => other.at - one.at);
    const n = self.waiting.length;
    const now = rows.map((entry) => entry.id + stateOf(entry)).join();
    card.hidden = !rows.length && !trouble && !isEnded;
    find(".pill", card).textContent = n;
    find(".pill", card).hidden = find("[data-send]", card).hidden = !n;
    find("[data-whole]", card).hidden = rows.length < 5 || !find(".short", card);
    find("[data-why]", card).textContent = trouble || word(isEnded ? "sign-in" : n ? "safe" : "all-sent");
    find("[data-sign-in]", card).hidden = !isEnded;
    if (now !== drawn) find("ul", card).replaceChildren(...rows.map(drawRow));
    drawn = now;
  }

  const photosOf = (id) => [...memory.values()].filter(({ path }) => path.includes(id)).length;
  const stateOf = ({ id, hold, too_big }) => memory.get(id)?.state ?? (too_big ? "too-big" : hold > Date.now() ? "saved" : "waits");

  function drawRow(entry) {
    const { id, kind, at } = entry;
    const { title = kind, detail = "" } = memory.get(id) ?? {};
    const row = piece("row");
    const state = stateOf(entry);
    const fill = (part, text) => (find(part, row).textContent = text);
    const offer = (name, isOffered) => Object.assign(find(`[data-act=${name}]`, row), { hidden: !isOffered });
    const isWaiting = self.waiting.includes(entry);
    fill(".row-title", title);
    fill(".row-sub", detail);
    fill(".row-time", time.format(at));
    fill(".state", word(state));
    offer("undo", isWaiting && (memory.has(id) || state === "too-big")).onclick = () => self.takeBack(id);
    offer("photo", isWaiting && kind === word("incident") && photosOf(id) < MOST_PHOTOS).href = `/udalosti/${id}/fotka`;
    offer("complete", state === "incomplete");
    return row;
  }

  function onSubmit(event) {
    const { target: form, submitter } = event;
    const work = form.matches("[data-offline]") ? store : form.matches(".sign-out") ? self.leave : null;
    if (!work || passed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // neither htmx nor the guard of unsaved forms
    work(form, submitter);
  }

  function pass(form, submitter) {
    passed.add(form);
    form.requestSubmit(submitter);
  }

  async function store(form, submitter) {
    if (form.ariaBusy || !(self.isComplete?.(form) ?? form.reportValidity())) return;
    if (!form.matches(".stepper")) form.ariaBusy = "true";
    if (await opened) await keep(form, submitter);
    else await goOrdinarily(form, submitter, trouble ? "" : "nobody");
    form.ariaBusy = null;
  }

  async function keep(form, submitter) {
    const parcel = { path: pathOf(form), fields: [], kind: form.dataset.offline, who: own };
    const data = new FormData(form);
    if (submitter?.name) data.append(submitter.name, submitter.value);
    for (const [name, value] of data) {
      if (value.size) parcel.file = { name, blob: value };
      else if (value.length !== undefined) parcel.fields.push([name, name === "shift_id" ? onShift(value) : value]);
    }
    if (parcel.path.includes("//")) return say(word("no-shift"));
    const entry = await outbox.append(parcel).catch(({ reason }) => goOrdinarily(form, submitter, reason));
    if (entry) await remember(entry, parcel, form, submitter);
  }

  // Where nothing can be stored, the form goes as it would without scripts.
  async function goOrdinarily(form, submitter, why) {
    const isOnline = navigator.onLine && !isShell;
    trouble = (await self.explain?.(why).catch(() => "")) || trouble || word("broken");
    say(`${trouble} ${word(isOnline ? "straight" : "stuck")}`);
    draw();
    if (isOnline) pass(form, submitter);
  }

  async function remember({ id, at }, { path, kind, fields }, form, submitter) {
    const { what: title = kind, ends } = form.dataset;
    const detail = find(".tile-text", submitter ?? form)?.firstChild.textContent.trim() ?? "";
    const what = [title, detail].filter(Boolean).join(", ");
    const isTyped = all(TYPED, form).some(({ value }) => value);
    memory.set(id, { id, at, kind, title, detail, what, path, form, isTyped, told: fields.find(([name]) => name === "kind")?.[1], sheet: form.closest("dialog"), shift: self.shift });
    trouble = "";
    const isStart = path.endsWith("/zacatek");
    if (isStart) await outbox.keep("shift", { id, since: at, author: self.who.author });
    if (ends !== undefined) await outbox.keep("shift", null);
    await look();
    toast(word("toast", { what }), () => self.takeBack(id));
    dispatchEvent(new Event("ponocny:stored"));
    form.closest("dialog")?.close();
    self.goOn?.(form, Object.fromEntries(fields), isStart);
  }

  function toast(text, undo) {
    const bar = find("#toast");
    find("span", bar).textContent = text;
    Object.assign(find("button", bar), { hidden: !undo, onclick: undo });
    bar.classList.toggle("shown", Boolean(text));
    clearTimeout(hiding);
    if (text) hiding = setTimeout(hide, UNDO);
  }

  function hide() {
    if (find("#toast").contains(document.activeElement)) find("main").focus();
    toast("");
    look();
  }

  async function send(options) {
    if (!self.who) return;
    await outbox.send(options).catch(() => {});
    await look();
  }

  const later = () => all("[data-later]", words).forEach(({ dataset }) => import(dataset.later));
  const opened = outbox ? open() : Promise.resolve(false);
  self.opened = opened;
  find("[data-send]", card).onclick = () => send({ now: true });
  find("[data-whole]", card).onclick = () => (find(".short", card).classList.remove("short"), draw());
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("htmx:after:swap", draw);
  addEventListener("online", () => (draw(), send()));
  addEventListener("offline", draw);
  opened.then(() => send());
  draw();
  if (isShell) later();
  else addEventListener("load", later);
  return self;
})();
