"use strict";
// The way to the server, with everything that happens on it, and a server whose memory survives.

const RECEIPT_STATES = ["stored", "stored", "stored", "incomplete", "quarantined", "conflict"];
// Each fault: whether the request reaches the server, and what the phone sees of it.
const FAULTS = {
  "lost request": { arrives: 0, seen: "nothing" },
  "lost answer": { arrives: 1, seen: "nothing" },
  "delivered twice": { arrives: 2, seen: "answer" },
  "delivered late": { arrives: 1, delay: 100e3, seen: "nothing" },
  "timeout, never arrived": { arrives: 0, seen: "silence" },
  "timeout, arrived": { arrives: 1, seen: "silence" },
  "restart, arrived": { arrives: 1, seen: "nothing" },
  "500": { arrives: 0, seen: [500, null] },
  "500 after storing": { arrives: 1, seen: [500, { state: "stored" }] },
  "401 of a proxy": { arrives: 0, seen: [401, null] },
  "409": { arrives: 0, seen: [409, { state: "stored" }] },
  "413": { arrives: 0, seen: [413, null] },
  "page of a portal": { arrives: 0, seen: [200, null] },
  "data of a portal": { arrives: 0, seen: [200, { ok: true }] },
};

class Network {
  faults = [];
  signal = true;
  cookie = null; // whose ticket the phone has
  rows = [];
  tooBig = new Set();
  flying = new Map();
  hasty = false;

  constructor(world) {
    this.world = world;
  }

  died(tab) {
    for (const [request, owner] of this.flying) if (owner === tab) this.flying.delete(request);
  }

  request(tab, url, { body, signal }) {
    if (tab.dead) return never();
    const { world } = this;
    const flight = {};
    if (this.flying.size) world.violated("one sender", body.get("id"));
    this.flying.set(flight, tab);
    this.watchHold(body.get("id"));
    const answer = new Promise((done, failed) => {
      signal?.addEventListener("abort", () => failed(new DOMException("too long", "TimeoutError")));
      this.travel({ body, tab, ticket: this.cookie }, done, () => failed(new TypeError("Failed to fetch")));
    });
    return answer.finally(() => {
      this.flying.delete(flight);
      world.forget(signal?.timer);
    });
  }

  watchHold(id) {
    const stored = this.world.stored.get(id);
    if (stored && !this.hasty && this.world.now - stored.at < 7.9e3) this.world.violated("held for 8 seconds", id);
  }

  travel(request, done, failed) {
    const { world } = this;
    const name = this.signal ? this.faults.shift() : "no signal";
    if (name) world.met.add(name);
    if (name === "no signal") return world.after(200, () => (this.failed(request.tab), failed()), request.tab);
    const { arrives, seen, delay = 400 } = FAULTS[name] ?? { arrives: 1, seen: "answer" };
    if (name === "413") this.tooBig.add(request.body.get("id"));
    const answers = Array.from({ length: arrives }, (_, n) => this.deliver(request, delay + n * 300));
    if (seen === "answer") answers[0].then((answer) => done(response(...answer)));
    else this.failed(request.tab);
    if (seen === "nothing") world.after(1500, failed, request.tab);
    if (Array.isArray(seen)) world.after(500, () => done(response(...seen)), request.tab);
  }

  // Nobody helps a weak signal by asking again and again.
  failed(tab) {
    const { now } = this.world;
    tab.failures = [...tab.failures.filter((at) => now - at < 8e3), now];
    if (tab.failures.length > 8) this.world.violated("patience", "more than 8 failures in 8 seconds");
    if (tab.failures.length > 30) this.world.kill(tab);
  }

  deliver({ body, ticket }, delay) {
    return new Promise((done) => this.world.after(delay, () => this.world.busy(this.take(body, ticket)).then(done)));
  }

  // The contract of the server: exactly once by id and content, the author is the one of the ticket.
  async take(body, ticket) {
    const [id, author] = [body.get("id"), body.get("author")];
    if (ticket !== author) this.world.met.add("asked to sign in");
    if (ticket !== author) return [401, { state: "sign-in" }];
    const bytes = new Uint8Array(await body.get("envelope").arrayBuffer());
    const digest = new TextDecoder("latin1").decode(bytes);
    const known = this.rows.filter((row) => row.id === id);
    const same = known.find((row) => row.digest === digest);
    if (same) return [200, { state: same.state }];
    const opened = await this.world.crypto.unseal(bytes, [id, author]);
    const state = known.length ? "conflict" : opened ? RECEIPT_STATES[this.rows.length % 6] : "quarantined";
    this.rows.push({ id, author: ticket, digest, state, opened });
    return [200, { state, shift: null }];
  }
}

const response = (status, answer) => ({
  status,
  ok: status < 300,
  json: async () => {
    if (!answer) throw new SyntaxError("not JSON");
    return answer;
  },
});
