"use strict";
// The phone's outbox: what was written is sealed and stored first, and sent when there is a signal.
// It knows no page: the same file runs in pages, in the service worker and in tests.
//   Outbox.usable: this browser can seal and store; outbox = new Outbox()
//   signIn({author, town, key: {id, raw}}): whose phone it is now; forget(): nobody's, sealed entries stay
//   append({path, fields: [[name, value]], file: {name, blob}?, kind, who?}) → {id, at, hold} once it is on
//     the disk; throws an error with .reason: quota, refused, private, missing (no key), broken
//   waiting(author) → [{id, kind, at, hold, size, after_lock, too_big}] in their order, nothing readable
//   takeBack(id) → whether nobody had tried to send it yet (or it was too big)
//   send({now}) → {state: done|held|offline|sign-in, sent, waiting, again: ms}; now: what is held too
//   recall(key), keep(key, value): who (.ended: must sign in again), shift, lock, sent (how many)
// Pages hear of changes on BroadcastChannel "ponocny-outbox": {id, state, shift?}.
{
  const VERSION = 2;
  const HOLD = 8e3;
  const RECEIPTS = ["stored", "incomplete", "conflict", "quarantined"];
  const REASONS = { QuotaExceededError: "quota", SecurityError: "refused", InvalidStateError: "private", TypeError: "missing" };
  const CURVE = { name: "ECDH", namedCurve: "P-256" };

  const settled = (request, done = "onsuccess", failed = "onerror") =>
    new Promise((resolve, reject) => {
      request[done] = () => resolve(request.result);
      request[failed] = () => reject(request.error);
      request.onblocked = () => reject(new Error("blocked"));
    });

  // A transaction that has resolved is on the disk.
  class Store {
    async transact(work) {
      const begin = async () => (await this.open()).transaction(["entries", "state"], "readwrite", { durability: "strict" });
      const transaction = await begin().catch(() => ((this.db = null), begin())); // the browser may have closed it
      const committed = settled(transaction, "oncomplete", "onabort");
      const worked = work(tables(transaction)).catch((error) => {
        transaction.error || transaction.abort();
        throw error;
      });
      return (await Promise.all([worked, committed]))[0];
    }

    open() {
      return (this.db ??= this.connect());
    }

    async connect() {
      const request = indexedDB.open("ponocny", VERSION);
      request.onupgradeneeded = () => migrate(request.result, request.transaction);
      const db = await settled(request);
      db.onversionchange = () => db.close();
      return db;
    }
  }

  // Version 1 had no index; its entries stay as they are, the server opens their seal too.
  function migrate(db, transaction) {
    const isNew = !db.objectStoreNames.length;
    if (isNew) db.createObjectStore("state");
    const entries = isNew ? db.createObjectStore("entries", { keyPath: "seq", autoIncrement: true }) : transaction.objectStore("entries");
    entries.createIndex("author", "author");
  }

  function tables(transaction) {
    const [entries, state] = ["entries", "state"].map((name) => transaction.objectStore(name));
    return {
      all: () => settled(entries.getAll()),
      keys: (author) => settled(entries.index("author").getAllKeys(author)),
      entry: (seq) => settled(entries.get(seq)),
      put: (entry) => settled(entries.put(entry)),
      remove: (seq) => settled(entries.delete(seq)),
      get: (key) => settled(state.get(key)),
      set: (key, value) => settled(value == null ? state.delete(key) : state.put(value, key)),
    };
  }

  const utf8 = (text) => new TextEncoder().encode(text);
  const base64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt());
  const hex = (text) => text.match(/[^-]{2}/g).map((pair) => parseInt(pair, 16));
  const iso = (moment) => new Date(moment).toISOString();

  // Not by Blob: browsers may move large ones to the disk, and this is what was typed.
  function join(...parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    return whole;
  }

  // The private half of the passing key is not kept, so the phone cannot open what it has sealed.
  async function seal(crypto, { id, author, town }, key, header, file) {
    const { subtle } = crypto;
    const passing = await subtle.generateKey(CURVE, false, ["deriveBits"]);
    const towns = await subtle.importKey("raw", base64(key.raw), CURVE, false, []);
    const secret = await subtle.deriveBits({ name: "ECDH", public: towns }, passing.privateKey, 256);
    const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8("ponocny outbox " + VERSION) };
    const cipher = await subtle.deriveKey(derived, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = utf8(JSON.stringify([id, author, town, VERSION]));
    const length = [24, 16, 8, 0].map((bits) => header.length >> bits);
    const closed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, cipher, join(length, header, file));
    const shown = await subtle.exportKey("raw", passing.publicKey);
    return join([VERSION], hex(key.id), new Uint8Array(shown), iv, new Uint8Array(closed)).buffer;
  }

  function whisper() {
    const channel = new BroadcastChannel("ponocny-outbox");
    return (news) => channel.postMessage(news);
  }

  const timers = { set: (work, ms) => setTimeout(work, ms), clear: (id) => clearTimeout(id) };

  self.Outbox = class Outbox {
    static usable = Boolean(self.isSecureContext && self.indexedDB && navigator.locks && self.BroadcastChannel);
    pause = 0;
    last = Promise.resolve();

    constructor({ store = new Store(), fetch = self.fetch.bind(self), crypto = self.crypto, locks = navigator.locks, clock = Date.now, timer = timers, tell = whisper() } = {}) {
      Object.assign(this, { store, fetch, crypto, locks, clock, timer, tell });
    }

    recall(key) {
      return this.store.transact((table) => table.get(key));
    }

    keep(key, value) {
      return this.store.transact((table) => table.set(key, value));
    }

    signIn(who) {
      return this.store.transact(async (table) => {
        const before = await table.get("who");
        if (before?.author !== who.author) await clear(table, "shift", "sent");
        await table.set("who", { ...who, since: this.clock() });
      });
    }

    forget() {
      return this.store.transact((table) => clear(table, "who", "shift", "sent", "lock"));
    }

    // One after another: a photo takes longer to seal than the note written after it.
    append(written) {
      const at = this.clock();
      const stored = this.last.then(() => this.add(written, at));
      this.last = stored.catch(() => {});
      return stored.catch((error) => {
        throw Object.assign(new Error(error), { reason: REASONS[error?.name] ?? "broken" });
      });
    }

    async add({ path, fields, file, kind, who }, at) {
      const { author, town, key } = who ?? (await this.recall("who"));
      const entry = { id: this.crypto.randomUUID(), author, town, kind, at, hold: at + HOLD };
      const own = fields.filter(([name]) => name !== "id" && name !== "csrf_token");
      const about = file ? { name: file.name, type: file.blob.type } : null;
      const header = utf8(JSON.stringify({ path, fields: [...own, ["id", entry.id]], file: about, at: iso(at) }));
      entry.envelope = await seal(this.crypto, entry, key, header, new Uint8Array(file ? await file.blob.arrayBuffer() : 0));
      entry.size = entry.envelope.byteLength;
      await this.store.transact(async (table) => table.put({ ...entry, after_lock: Boolean(await table.get("lock")) }));
      this.tell({ id: entry.id, state: "saved" });
      this.later(HOLD);
      return { id: entry.id, at, hold: entry.hold };
    }

    async waiting(author) {
      const entries = await this.store.transact((table) => table.all());
      return entries.filter((entry) => entry.author === author).map(({ envelope, ...told }) => told);
    }

    takeBack(id) {
      return this.store.transact(async (table) => {
        const entry = (await table.all()).find((each) => each.id === id);
        const isFree = entry && (entry.too_big || !(entry.seq <= (await table.get("tried " + entry.author))));
        if (isFree) await table.remove(entry.seq);
        return Boolean(isFree);
      });
    }

    // One run at a time, here and in all tabs; who asks meanwhile gets the answer of the run.
    send({ now = false } = {}) {
      this.hasty ||= now;
      this.run ??= this.locks.request("ponocny-send", () => this.drain()).finally(() => (this.run = this.hasty = null));
      return this.run;
    }

    async drain() {
      const skipped = [];
      for (let sent = 0; ; ) {
        const next = await this.next(skipped);
        const report = (state, again) => (again && this.later(again), { state, again, sent, waiting: next.waiting });
        if (!next.entry) return report(next.state, next.again);
        const answer = await this.post(next);
        const isTooBig = answer?.state === "too-big";
        if (isTooBig) skipped.push(next.entry.seq); // it stops nothing that comes after it
        const isSettled = await this.settle(next, answer).catch(() => isTooBig);
        if (!isSettled) {
          this.pause = Math.min(this.pause * 2 || 4e3, 128e3);
          return report("offline", this.pause);
        }
        this.pause = 0;
        sent += RECEIPTS.includes(answer.state);
      }
    }

    // A full disk must not stop the sending: without the mark, what is held waits whoever asks.
    next(skipped) {
      const pick = (isMarked) => this.store.transact((table) => this.pick(table, skipped, isMarked));
      return pick(true).catch(() => pick(false));
    }

    // The first entry of the person whose phone it is now; the mark says it can no longer be taken back.
    async pick(table, skipped, isMarked) {
      const who = await table.get("who");
      const isHasty = this.hasty && isMarked;
      const keys = who ? await table.keys(who.author) : [];
      const waiting = keys.length;
      if (who?.ended) return { state: "sign-in", waiting };
      for (const seq of keys) {
        const entry = await table.entry(seq);
        if (skipped.includes(seq) || (entry.too_big && !isHasty)) continue;
        const left = entry.hold - this.clock();
        // Held longer than 8 s is only what a clock set back says.
        if (!isHasty && left > 0 && left <= HOLD) return { state: "held", again: left, waiting };
        if (isMarked) await this.mark(table, entry);
        return { entry, who, waiting };
      }
      return { state: "done", waiting };
    }

    async mark(table, entry) {
      const name = "tried " + entry.author;
      const tried = await table.get(name);
      if (!(entry.seq <= tried)) await table.set(name, entry.seq);
      if (entry.too_big) await table.put({ ...entry, too_big: false });
    }

    // What the server has said; nothing but its own receipt is a receipt.
    async post({ entry, waiting }) {
      try {
        const signal = AbortSignal.timeout?.(3e4 + entry.size / 4);
        const body = this.body(entry, waiting - 1);
        const response = await this.fetch("/odeslani", { method: "POST", body, signal, redirect: "error", cache: "no-store" });
        if (response.status === 413) return { state: "too-big" };
        const answer = await response.json();
        const isOurs = response.status === 401 ? answer.state === "sign-in" : response.ok && RECEIPTS.includes(answer.state);
        return isOurs ? answer : null;
      } catch {
        return null;
      }
    }

    body({ id, author, kind, at, after_lock, envelope }, waiting) {
      const body = new FormData();
      const fields = { id, author, kind, at: iso(at), sent_at: iso(this.clock()), after_lock: Number(after_lock || 0), waiting };
      for (const name in fields) body.append(name, fields[name]);
      body.append("envelope", new Blob([envelope]));
      return body;
    }

    async settle({ entry, who }, answer) {
      if (!answer) return false;
      const { state, shift } = answer;
      const isReceipt = RECEIPTS.includes(state);
      await this.store.transact(async (table) => {
        if (isReceipt) await table.remove(entry.seq);
        else if (state === "too-big") await table.put({ ...entry, too_big: true });
        // Somebody may have signed in while the answer was on its way.
        else if ((await table.get("who"))?.since === who.since) await table.set("who", { ...who, ended: true });
      });
      if (isReceipt) await this.count(entry, shift).catch(() => {});
      this.tell({ id: entry.id, state, shift });
      return true;
    }

    // A partner may have been faster: the server says what the shift begun here has become.
    count({ id, author }, begun) {
      return this.store.transact(async (table) => {
        if ((await table.get("who"))?.author !== author) return;
        await table.set("sent", ((await table.get("sent")) ?? 0) + 1);
        const shift = await table.get("shift");
        if (begun && shift?.id === id) await table.set("shift", { ...shift, id: begun });
      });
    }

    // One alarm at most, the earliest.
    later(ms) {
      const due = this.clock() + ms;
      if (this.alarm?.due <= due && this.alarm.due > this.clock()) return;
      this.timer.clear(this.alarm?.id);
      this.alarm = { due, id: this.timer.set(() => ((this.alarm = null), this.send().catch(() => {})), ms) };
    }
  };

  async function clear(table, ...keys) {
    for (const key of keys) await table.set(key, null);
  }
}
