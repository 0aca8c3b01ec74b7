"use strict";
// Random histories of a phone, played against the real outbox, and what must be true at their end.

const STEPS = [
  ...[[30, "write"], [24, "wait"], [14, "trouble"], [6, "send"], [6, "signal"], [8, "undo"], [5, "open"]],
  ...[[4, "dying"], [3, "kill"], [3, "clock"], [3, "full"], [3, "switch"], [3, "worker"], [2, "ticket"], [2, "lock"], [1, "sign out"]],
];
const BAG = STEPS.flatMap(([weight, name]) => Array(weight).fill(name));
const WAITS = [300, 2e3, 5e3, 9e3, 9e3, 30e3, 200e3];
const JUMPS = [-3600e3, -60e3, -5e3, 5e3, 60e3, 3600e3, 40 * 86400e3];
const SAID = ["quota", "missing", "broken", "private", "refused"];

function generate(seed) {
  const random = dice(seed);
  const chosen = Array.from({ length: 8 + random.below(26) }, () => step(random, random.of(BAG)));
  return { seed, legacy: random.below(4) ? 0 : 1 + random.below(3), endsFull: !random.below(4), steps: chosen };
}

function step(random, name) {
  const tab = random.below(3);
  const faults = () => Array.from({ length: 1 + random.below(5) }, () => random.of(Object.keys(FAULTS)));
  const details = {
    write: () => ({ tab, photo: !random.below(6), hands: 1 + random.below(2) }),
    wait: () => ({ ms: random.of(WAITS) }),
    trouble: () => ({ faults: faults() }),
    send: () => ({ tab, now: !random.below(3) }),
    signal: () => ({ on: !random.below(2) }),
    undo: () => ({ tab, back: random.below(3) }),
    dying: () => ({ tab, fate: random.of(["before", "after"]) }),
    kill: () => ({ tab }),
    clock: () => ({ ms: random.of(JUMPS) }),
    full: () => ({ times: 1 + random.below(3) }),
    switch: () => ({ author: random.below(2) }),
    lock: () => ({ on: !random.below(2) }),
  };
  return { name, ...details[name]?.() };
}

class Player {
  constructor(world, history) {
    Object.assign(this, { world, history, writings: [], takenBack: new Map() });
  }

  tab(number) {
    const { tabs } = this.world;
    return tabs.length ? tabs[number % tabs.length] : this.world.open(this.author);
  }

  async signIn(author) {
    this.author = author;
    this.world.network.cookie = author;
    const tab = this.world.open(author);
    tab.outbox.signIn(this.who(author)).catch(() => {});
    await this.world.idle();
    return tab;
  }

  who(author) {
    return author && { author, town: TOWN, key: this.world.crypto.key };
  }

  async play() {
    await this.inherit(this.history.legacy);
    await this.signIn(AUTHORS[0]);
    for (const each of this.history.steps) {
      this.world.met.add(each.name);
      await this[each.name](each);
      await this.world.idle();
    }
    await this.end();
    return this.world.violations;
  }

  // Entries of the previous version: another seal, and no field that came later.
  async inherit(count) {
    const { world } = this;
    if (count) world.met.add("version 1");
    const store = new MemoryStore();
    const quiet = { tell: () => {}, timer: { set: () => 0, clear: () => {} } };
    const old = new OldOutbox({ store, crypto: world.crypto, clock: () => world.now - 86400e3, ...quiet });
    for (let n = 0; n < count; n += 1) await old.append({ path: "/stare", fields: [["note", `${n}`]], kind: "Poznámka", who: this.who(AUTHORS[n % 2]) });
    const entries = [...store.entries.values()].map(({ after_lock, ...entry }) => entry);
    await world.inherit(entries);
    entries.forEach((entry) => world.committed(entry));
  }

  write({ tab: number, photo, hands }) {
    const tab = this.tab(number);
    for (let n = 0; n < hands; n += 1) this.writeOne(tab, photo && !n);
  }

  writeOne(tab, photo) {
    const writing = { tab, by: tab.author, outcome: null };
    this.writings.push(writing);
    const fields = [["id", "from the page"], ["csrf_token", "secret"], ["note", `${this.writings.length}`]];
    const file = photo ? { name: "photo", blob: this.photo() } : null;
    const entry = { path: "/smeny/1/obchuzka", fields, file, kind: "Obchůzka", who: this.who(tab.author) };
    tab.outbox.append(entry).then(
      ({ id }) => (writing.outcome = { id }),
      ({ reason }) => {
        writing.outcome = { reason };
        this.world.met.add(reason);
      },
    );
  }

  photo() {
    const blob = new Blob([new Uint8Array(3000)], { type: "image/jpeg" });
    return { type: blob.type, arrayBuffer: () => this.world.busy(blob.arrayBuffer()) };
  }

  wait({ ms }) {
    return this.world.advance(ms);
  }

  trouble({ faults }) {
    this.world.network.faults.push(...faults);
  }

  signal({ on }) {
    this.world.network.signal = on;
    if (on) this.world.tabs.forEach((tab) => tab.outbox.send().catch(() => {}));
  }

  send({ tab, now }) {
    if (now) this.world.network.hasty = true;
    this.tab(tab).outbox.send({ now }).catch(() => {});
  }

  undo({ tab: number, back }) {
    const tab = this.tab(number);
    const known = this.writings.filter((writing) => writing.tab === tab && writing.outcome?.id);
    const id = known[known.length - 1 - back]?.outcome.id;
    if (!id) return;
    const stopped = this.world.failedMark;
    const entry = this.world.stored.get(id);
    entry.asked = true; // until it is answered: the tab may die over it
    const answered = (isBack) => (this.world.met.add(isBack ? "in time" : "too late"), isBack ? this.takenBack.set(id, stopped) : (entry.asked = false));
    tab.outbox.takeBack(id).then(answered, () => (entry.asked = false));
  }

  dying({ tab, fate }) {
    this.tab(tab).fate = fate;
  }

  kill({ tab }) {
    this.world.kill(this.tab(tab));
  }

  open() {
    if (this.world.tabs.length < 3) this.world.open(this.author).outbox.send().catch(() => {});
  }

  clock({ ms }) {
    this.world.skew += ms;
    this.world.network.hasty = true;
  }

  full({ times }) {
    this.world.full += times;
  }

  switch({ author }) {
    return this.signIn(AUTHORS[author]);
  }

  ticket() {
    this.world.network.cookie = null;
  }

  lock({ on }) {
    this.tab(0).outbox.keep("lock", on ? { at: this.world.clock() } : null).catch(() => {});
  }

  "sign out"() {
    const tab = this.tab(0);
    this.author = tab.author = this.world.network.cookie = null;
    tab.outbox.forget().catch(() => {});
  }

  // Background Sync: the browser starts the service worker, and stops it soon.
  async worker() {
    const worker = this.world.open(null);
    worker.outbox.send().catch(() => {});
    await this.world.advance(3e3);
    this.world.kill(worker);
  }

  // Quiet days: everybody signs in again, and nothing may be left.
  async end() {
    const { world } = this;
    Object.assign(world.network, { faults: [], signal: true, hasty: true });
    world.full = 0;
    await world.advance(400e3);
    if (this.history.endsFull) await this.sendFromFullDisk();
    this.silent = this.writings.filter(({ tab, outcome }) => !tab.dead && !outcome);
    for (const author of AUTHORS) await this.empty(author);
    await verify(this);
  }

  // Only sending makes room on a full disk.
  async sendFromFullDisk() {
    const { world } = this;
    const tab = await this.signIn(AUTHORS[0]);
    world.full = Infinity;
    tab.outbox.send().catch(() => {});
    await world.advance(300e3);
    const left = (await this.waiting(tab)).filter((entry) => !entry.too_big);
    if (left.length && !world.network.tooBig.size) world.violated("a full disk sends", left.length);
    world.full = 0;
  }

  async empty(author) {
    const { world } = this;
    [...world.tabs].forEach((tab) => world.kill(tab));
    const tab = await this.signIn(author);
    for (let round = 0; round < 4; round += 1) {
      tab.outbox.send({ now: world.network.tooBig.size > 0 }).catch(() => {});
      await world.advance(300e3);
    }
    if ((await this.waiting(tab)).length) world.violated("nothing stays behind", author);
  }

  async waiting(tab) {
    const left = this.world.busy(tab.outbox.waiting(tab.author));
    await this.world.idle();
    return left;
  }
}

function verify({ world, writings, takenBack, silent }) {
  const rows = (id) => world.network.rows.filter((row) => row.id === id);
  if (silent.length) world.violated("every writing is answered", silent.length);
  for (const { outcome } of writings) {
    if (outcome && !outcome.reason && !world.stored.has(outcome.id)) world.violated("said only when stored", outcome.id);
    if (outcome?.reason && !SAID.includes(outcome.reason)) world.violated("failure has a reason", outcome.reason);
  }
  const tabs = new Map();
  for (const { tab, outcome } of writings) {
    const { order } = world.stored.get(outcome?.id) ?? {};
    if (order < tabs.get(tab)) world.violated("order of writing", outcome.id);
    if (order !== undefined) tabs.set(tab, order);
  }
  for (const { id, author } of world.stored.values()) verifyEntry(world, { id, author, rows: rows(id) }, takenBack);
  verifyOrder(world);
}

function verifyEntry(world, { id, author, rows }, takenBack) {
  if (rows.some((row) => row.author !== author)) world.violated("nothing under another author", id);
  if (rows.some((row) => !row.opened)) world.violated("the seal opens", id);
  if (takenBack.has(id)) {
    const wasUnmarked = takenBack.get(id) || world.failedMark; // a full disk, where the mark could not be written
    if (rows.length && !wasUnmarked && !world.network.tooBig.has(id)) world.violated("taken back means never sent", id);
  } else if (!rows.length && !world.stored.get(id).asked) world.violated("nothing is lost", id);
  else if (rows.length > 1) world.violated("exactly once", id);
}

// What the server refused as too big lets the others pass, and may come later.
function verifyOrder(world) {
  for (const author of AUTHORS) {
    const ids = [...new Set(world.network.rows.map((row) => row.id))].filter((id) => !world.network.tooBig.has(id));
    const orders = ids.map((id) => world.stored.get(id)).filter((entry) => entry?.author === author).map((entry) => entry.order);
    if (orders.some((order, n) => n && order < orders[n - 1])) world.violated("order of the author", author);
  }
  if (world.network.rows.some((row) => !world.stored.has(row.id))) world.violated("exactly once", "an unknown id");
}
