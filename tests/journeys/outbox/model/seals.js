"use strict";
// Two kinds of sealing: the real one, and one that costs nothing and can be read by the model server.

const AUTHORS = ["aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"];
const TOWN = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";
const KEY_ID = "0192f0c4-7b5a-7cc3-9c61-6f0e2f4d1a2b";
const HEAD = 1 + 16 + 65 + 12;
const text = (bytes) => new TextDecoder().decode(bytes);

// Plain bytes: the associated data, its length before it, then what would be encrypted.
function cheapCrypto(random) {
  const encrypt = async ({ additionalData }, _key, data) => {
    const whole = new Uint8Array(1 + additionalData.length + data.length);
    whole.set([additionalData.length]);
    whole.set(additionalData, 1);
    whole.set(data, 1 + additionalData.length);
    return whole.buffer;
  };
  const subtle = {
    encrypt,
    generateKey: async () => ({}),
    importKey: async () => ({}),
    deriveBits: async () => new ArrayBuffer(32),
    deriveKey: async () => ({}),
    exportKey: async () => new ArrayBuffer(65),
  };
  const part = (length) => Array.from({ length }, () => random.below(16).toString(16)).join("");
  return {
    subtle,
    key: { id: KEY_ID, raw: "AAAA" },
    randomUUID: () => `${part(8)}-${part(4)}-4${part(3)}-8${part(3)}-${part(12)}`,
    getRandomValues: (bytes) => bytes.map(() => random.below(256)),
    unseal: async (bytes, [id, author]) => {
      const closed = bytes.subarray(HEAD);
      const end = 1 + closed[0];
      return isAbout(text(closed.subarray(1, end)), closed.subarray(end), { id, author, version: bytes[0] });
    },
  };
}

const isAbout = (additional, open, { id, author, version }) => {
  const length = new DataView(open.buffer, open.byteOffset).getUint32(0);
  const fields = Object.fromEntries(JSON.parse(text(open.subarray(4, 4 + length))).fields);
  return additional === JSON.stringify([id, author, TOWN, version]) && fields.id === id;
};

// The real one, opened by the private key that only the server has; `busy` counts what is under way.
async function realCrypto(busy) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const base64url = btoa(String.fromCharCode(...raw)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const subtle = new Proxy(crypto.subtle, { get: (target, name) => (...given) => busy(target[name](...given)) });
  return {
    subtle,
    key: { id: KEY_ID, raw: base64url },
    randomUUID: () => crypto.randomUUID(),
    getRandomValues: (bytes) => crypto.getRandomValues(bytes),
    unseal: (bytes, [id, author]) => open(bytes, pair.privateKey, id, author).catch(() => false),
  };
}

async function open(bytes, privateKey, id, author) {
  const { subtle } = crypto;
  const version = bytes[0];
  const theirs = await subtle.importKey("raw", bytes.subarray(17, 82), { name: "ECDH", namedCurve: "P-256" }, false, []);
  const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, privateKey, 256);
  const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(`ponocny outbox ${version}`);
  const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const key = await subtle.deriveKey(derived, material, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const additional = JSON.stringify([id, author, TOWN, version]);
  const aad = new TextEncoder().encode(additional);
  const plain = await subtle.decrypt({ name: "AES-GCM", iv: bytes.subarray(82, HEAD), additionalData: aad }, key, bytes.subarray(HEAD));
  return isAbout(additional, new Uint8Array(plain), { id, author, version });
}
