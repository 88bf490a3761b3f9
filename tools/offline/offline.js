// The page without a network. A service worker keeps every file of one build; build.ts puts in which. It never touches a run: these are stored
// elsewhere. The page itself comes from the network while there is one, so that a new version is had by loading it again; its files have their
// contents in their names, and come from here. What an older page still needs stays until its last tab is closed.
const FILES = '%FILES%';
const VERSION = '%VERSION%';

const OWN = `synod ${self.registration.scope} `;
const CACHE = OWN + VERSION;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(clean()));
self.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request;
  if (method !== 'GET' || !url.startsWith(self.registration.scope)) return;
  event.respondWith(mode === 'navigate' ? page(event.request) : file(event.request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((name) => new Request(name, { cache: 'no-cache' })));
}

async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OWN) && name !== CACHE).map((name) => caches.delete(name)));
  // From the first visit on, not from the second.
  await self.clients.claim();
}

async function page(request) {
  const kept = await caches.open(CACHE).then((cache) => cache.match(request, { ignoreSearch: true }));
  try {
    const answer = await fetch(request);
    return answer.ok ? answer : (kept ?? answer);
  } catch (unreachable) {
    if (kept !== undefined) return kept;
    throw unreachable;
  }
}

async function file(request) {
  const kept = await caches.open(CACHE).then((cache) => cache.match(request, { ignoreSearch: true }));
  return kept ?? fetch(request);
}
