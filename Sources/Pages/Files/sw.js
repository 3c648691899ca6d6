// Keeps the files of the page for a phone without network. Answers of the API are never kept.
const name = 'shell-1'
const scripts = [
  'api', 'app', 'book', 'bookings', 'chart', 'clock', 'dom', 'kiosk-use', 'location', 'pass', 'password', 'records', 'sign-in',
  'words',
]
const files = ['/', '/icon.svg', '/manifest.webmanifest', '/assets/style.css', ...scripts.map((file) => `/assets/${file}.js`)]

addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => skipWaiting()))
})

addEventListener('activate', (event) => {
  event.waitUntil(clear().then(() => clients.claim()))
})

async function keep() {
  const cache = await caches.open(name)
  await cache.addAll(files)
}

/** What older workers kept goes. */
async function clear() {
  const old = (await caches.keys()).filter((one) => one !== name)
  await Promise.all(old.map((one) => caches.delete(one)))
}

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
