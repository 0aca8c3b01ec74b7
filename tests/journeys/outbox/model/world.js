"use strict";
// A phone in a model world: a clock, a disk, tabs that may be killed, locks, a network with faults.
// The outbox in the tabs is the real one; everything it depends on comes from here.

const never = () => new Promise(() => {});
const bell = new MessageChannel();
const listeners = [];
bell.port1.onmessage = () => listeners.shift()();
// All microtasks have run when this resolves.
const tick = () => new Promise((done) => (listeners.push(done), bell.port2.postMessage(0)));

function dice(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, of: (list) => list[below(list.length)] };
}

// What IndexedDB does for the outbox: transactions one after another, all or nothing.
class MemoryStore {
  entries = new Map();
  state = new Map();
  seq = 0;
  chain = Promise.resolve();

  transact(work) {
    const done = this.chain.then(() => this.run(work));
    this.chain = done.catch(() => {});
    return done;
  }

  async run(work) {
    const draft = { entries: new Map(this.entries), state: new Map(this.state), seq: this.seq };
    const result = await work(this.tables(draft));
    Object.assign(this, draft);
    return result;
  }

  tables(draft) {
    const { entries, state } = draft;
    const inOrder = () => [...entries.values()].sort((a, b) => a.seq - b.seq);
    return {
      all: async () => inOrder(),
      keys: async (author) => inOrder().filter((entry) => entry.author === author).map((entry) => entry.seq),
      entry: async (seq) => entries.get(seq),
      put: async (entry) => {
        const seq = entry.seq ?? ++draft.seq;
        entries.set(seq, { ...entry, seq });
      },
      remove: async (seq) => void entries.delete(seq),
      get: async (key) => state.get(key),
      set: async (key, value) => void (value == null ? state.delete(key) : state.set(key, value)),
    };
  }
}

// The disk as one tab sees it: it may be full, and the tab may die before or after a change is stored.
class TabStore {
  constructor(world, tab) {
    Object.assign(this, { world, tab, inner: world.newStore() });
  }

  transact(work) {
    const { world, tab } = this;
    if (tab.dead) return never();
    const seen = { wrote: false, added: null };
    const watched = async (tables) => {
      const result = await work(watch(tables, seen));
      if (tab.dead) throw new Error("killed");
      if (seen.wrote && tab.fate) this.world.met.add(`killed ${tab.fate} storing`);
      if (seen.wrote && tab.fate === "before") {
        world.kill(tab);
        throw new Error("killed");
      }
      if (seen.grew && world.full > 0) {
        world.full -= 1;
        world.met.add(seen.added ? "full disk at writing" : "full disk at sending");
        world.failedMark ||= !seen.added;
        throw new DOMException("full", "QuotaExceededError");
      }
      return result;
    };
    return world.busy(this.inner.transact(watched)).then(
      (result) => {
        if (seen.added) world.committed(seen.added);
        if (seen.wrote && tab.fate === "after") world.kill(tab);
        return tab.dead ? never() : result;
      },
      (error) => {
        if (tab.dead) return never();
        throw error;
      },
    );
  }
}

function watch(tables, seen) {
  return {
    ...tables,
    put: (entry) => {
      seen.wrote = seen.grew = true;
      if (entry.seq === undefined) seen.added = entry;
      return tables.put(entry);
    },
    set: (key, value) => {
      seen.wrote = true;
      seen.grew ||= value != null;
      return tables.set(key, value);
    },
    remove: (seq) => {
      seen.wrote = true;
      return tables.remove(seq);
    },
  };
}

class Locks {
  queue = [];
  holder = null;

  of(tab) {
    return { request: (name, work) => new Promise((done, failed) => this.wait({ tab, work, done, failed })) };
  }

  wait(one) {
    this.queue.push(one);
    this.next();
  }

  next() {
    if (this.holder || !this.queue.length) return;
    const one = (this.holder = this.queue.shift());
    const leave = (say) => (value) => {
      if (this.holder !== one) return;
      this.holder = null;
      say(value);
      this.next();
    };
    one.work().then(leave(one.done), leave(one.failed));
  }

  died(tab) {
    this.queue = this.queue.filter((one) => one.tab !== tab);
    if (this.holder?.tab !== tab) return;
    this.holder = null;
    this.next();
  }
}

class World {
  now = Date.parse("2026-11-23T20:00:00Z");
  skew = 0;
  timers = [];
  pending = 0;
  tabs = [];
  full = 0;
  failedMark = false;
  met = new Set(); // what has happened, so that a test can see that it did
  locks = new Locks();
  stored = new Map(); // id → what was committed, in the order of committing
  violations = new Map();

  constructor({ newStore, crypto, quiet }) {
    const disk = newStore ? null : new MemoryStore();
    this.newStore = newStore ?? (() => disk);
    Object.assign(this, { crypto, quiet, network: new Network(this) });
    World.current = this;
  }

  clock() {
    return this.now + this.skew;
  }

  violated(invariant, detail) {
    if (!this.violations.has(invariant)) this.violations.set(invariant, detail);
  }

  busy(promise) {
    this.pending += 1;
    return promise.finally(() => (this.pending -= 1));
  }

  async idle() {
    for (let calm = 0; calm < this.quiet; ) {
      await tick();
      calm = this.pending ? 0 : calm + 1;
    }
  }

  after(ms, work, tab = null) {
    const timer = { due: this.now + ms, work, tab };
    this.timers.push(timer);
    return timer;
  }

  forget(timer) {
    this.timers = this.timers.filter((each) => each !== timer);
  }

  async advance(ms) {
    const end = this.now + ms;
    for (;;) {
      await this.idle();
      const due = this.timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!due) break;
      this.timers.splice(this.timers.indexOf(due), 1);
      this.now = Math.max(this.now, due.due);
      if (!due.tab?.dead) due.work();
    }
    this.now = end;
  }

  open(author) {
    const tab = { dead: false, fate: null, author, failures: [] };
    tab.outbox = new Outbox({
      store: new TabStore(this, tab),
      fetch: (url, request) => this.network.request(tab, url, request),
      crypto: this.crypto,
      locks: this.locks.of(tab),
      clock: () => this.clock(),
      timer: {
        set: (work, ms) => this.after(ms, work, tab),
        clear: (timer) => this.forget(timer),
      },
      tell: () => {},
    });
    this.tabs.push(tab);
    return tab;
  }

  kill(tab) {
    tab.dead = true;
    this.tabs = this.tabs.filter((each) => each !== tab);
    this.network.died(tab);
    this.locks.died(tab);
  }

  committed(entry) {
    this.stored.set(entry.id, { id: entry.id, author: entry.author, at: entry.at, order: this.stored.size });
  }
}

// The limit of a request passes in the time of the world.
AbortSignal.timeout = (ms) => {
  const stop = new AbortController();
  const timer = World.current.after(ms, () => stop.abort());
  return Object.assign(stop.signal, { timer });
};
