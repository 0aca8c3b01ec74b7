"use strict";
// Plays many histories; a failing one is made as short as it fails.

const browser = { Blob, FormData };

// Reading a real Blob takes a way through the browser; a thousand times it takes too long.
class CheapBlob {
  constructor([content], { type = "" } = {}) {
    Object.assign(this, { bytes: new Uint8Array(content), type });
  }

  // A photo takes longer than words.
  async arrayBuffer() {
    if (this.type) await tick();
    return this.bytes.slice().buffer;
  }
}

class CheapFormData extends Map {
  append(name, value) {
    this.set(name, value instanceof CheapBlob ? value : String(value));
  }
}

class CheapWorld extends World {
  constructor(seed) {
    super({ crypto: cheapCrypto(dice(~seed)), quiet: 1 });
    Object.assign(self, { Blob: CheapBlob, FormData: CheapFormData });
  }

  async inherit(entries) {
    const store = this.newStore();
    entries.forEach((entry) => store.entries.set(entry.seq, entry));
    store.seq = entries.length;
  }
}

// The same world on the browser's own IndexedDB, WebCrypto, Blob and FormData.
class RealWorld extends World {
  static async make() {
    Object.assign(self, browser);
    await asked(indexedDB.deleteDatabase("ponocny"));
    const world = new RealWorld({ newStore: () => new Outbox({ tell: () => {} }).store, quiet: 4 });
    world.crypto = await realCrypto((promise) => world.busy(promise));
    return world;
  }

  async inherit(entries) {
    if (!entries.length) return;
    const request = indexedDB.open("ponocny", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("state");
      request.result.createObjectStore("entries", { keyPath: "seq", autoIncrement: true });
    };
    const db = await asked(request);
    const transaction = db.transaction("entries", "readwrite");
    entries.forEach((entry) => transaction.objectStore("entries").put(entry));
    await new Promise((done) => (transaction.oncomplete = done));
    db.close();
  }
}

const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => failed(request.error ?? "blocked");
  });

async function play(history, isReal) {
  const world = isReal ? await RealWorld.make() : new CheapWorld(history.seed);
  const player = new Player(world, history);
  const violations = await player.play();
  return { violations, world };
}

async function shorten(history, invariant, isReal) {
  let shortest = history;
  for (let n = history.steps.length - 1; n >= 0; n -= 1) {
    const tried = { ...shortest, steps: shortest.steps.filter((_, position) => position !== n) };
    if ((await play(tried, isReal)).violations.has(invariant)) shortest = tried;
  }
  return shortest;
}

// Plays histories until one fails; tells how many were played and what arrived.
async function playMany({ from, count, isReal = false }) {
  const told = { played: 0, rows: 0, met: [], failures: [] };
  for (let seed = from; seed < from + count; seed += 1) {
    const history = generate(seed);
    const { violations, world } = await play(history, isReal);
    told.played += 1;
    told.rows += world.network.rows.length;
    told.met = [...new Set([...told.met, ...world.met])];
    if (!violations.size) continue;
    const [invariant, detail] = [...violations][0];
    const { legacy, steps } = await shorten(history, invariant, isReal);
    told.failures.push({ seed, invariants: [...violations.keys()], detail: `${detail}`, legacy, steps });
    break;
  }
  return told;
}
