// Keeps the page for use without a network: the newest copy when there is one, else the kept one.

const KEPT = 'rosenbad-1';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((cache) => cache.add('./'))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).pathname.startsWith('/v1/')) return;
  const fresh = fetch(event.request).then((response) => {
    if (response.ok) caches.open(KEPT).then((cache) => cache.put(event.request, response.clone()));
    return response.clone();
  });
  event.respondWith(fresh.catch(() => caches.match(event.request).then((kept) => kept ?? Response.error())));
});
