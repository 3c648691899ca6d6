// Keeps the files of the page for a phone without network. Answers of the API are never kept.
const name = 'shell-1'
const files = ['/', '/icon.svg', '/manifest.webmanifest', ...['api', 'app', 'book', 'bookings', 'chart', 'clock', 'dom', 'kiosk-use', 'location', 'pass', 'password', 'records', 'sign-in', 'words']
  .map((file) => `/assets/${file}.js`), '/assets/style.css']

addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(files)).then(() => skipWaiting()))
})

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((old) => old !== name).map((old) => caches.delete(old)))).then(() => clients.claim()))
})

/** The network first, so that a new version is seen at once; what is kept only when it does not answer. */
addEventListener('fetch', (event) => {
  const {pathname, origin} = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin || !files.includes(pathname)) return
  event.respondWith(fresh(event.request).catch(async () => await caches.match(pathname) ?? Response.error()))
})

async function fresh(request) {
  const answer = await fetch(request, {signal: AbortSignal.timeout(4000)})
  if (answer.ok) (await caches.open(name)).put(new URL(request.url).pathname, answer.clone())
  return answer
}
