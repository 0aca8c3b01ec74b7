"use strict";
// The service worker: the application opens without a signal, and the outbox is sent after the page is closed.
// The server puts PHONE before this: {version, files, outbox}, the addresses of this version's static files.
// It keeps those files and two pages that name nobody: the shell to write in and "no signal". Never another page.
// Pages say {type: "renew"} (take this version over) and {type: "shell"} (after a sign-in or a switch of town).
importScripts(PHONE.outbox);

const CACHE = `ponocny-${PHONE.version}`;
const SHELL = "/smena/offline";
const NO_SIGNAL = "/bez-signalu";
const PATIENCE = 10e3;
const HOUR = 3600e3;
const outbox = new Outbox();

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const kept = (request) => caches.match(request, { ignoreVary: true });

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(PHONE.files);
  await Promise.all([keep(NO_SIGNAL), keep(SHELL)]);
}

// A page whose files are not all here belongs to another version: it would open without its look and scripts.
async function keep(address) {
  const credentials = address === SHELL ? "same-origin" : "omit";
  const answer = await fetch(address, { credentials, cache: "no-store", redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const files = (await answer.clone().text()).match(/\/static\/[^"#]+/g) ?? [];
  if (files.every((file) => PHONE.files.includes(file))) await (await caches.open(CACHE)).put(address, answer);
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await renewShell();
}

// Who works in which town changes the shell, and so does a mentor who adds a place.
async function renewShell() {
  const date = (await kept(SHELL))?.headers.get("date");
  if (!(Date.now() - Date.parse(date) < HOUR)) await keep(SHELL);
}

// Bars but no data: after ten seconds it is better to write than to wait.
async function visit(event, isField) {
  const page = async () => (await event.preloadResponse) ?? fetch(event.request);
  try {
    if (!isField) return await page();
    const answer = await Promise.race([page(), sleep(PATIENCE).then(() => Promise.reject())]);
    event.waitUntil(renewShell());
    return answer;
  } catch {
    return (isField && (await kept(SHELL))) || (await kept(NO_SIGNAL)) || Response.error();
  }
}

// Background Sync: a failure tells the browser to try again later.
async function send() {
  const { state, again } = await outbox.send();
  if (state === "offline") throw new Error(state);
  if (state !== "held") return;
  await sleep(again);
  await send();
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("sync", (event) => event.tag === "odeslani" && event.waitUntil(send()));
addEventListener("message", (event) => {
  if (event.data.type === "renew") skipWaiting();
  if (event.data.type === "shell") event.waitUntil(keep(SHELL));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(event, /^\/(smena(\/.*)?)?$/.test(pathname)));
  else if (pathname.startsWith("/static/")) event.respondWith(kept(request).then((file) => file ?? fetch(request)));
});
