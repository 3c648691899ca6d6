// Chooses the screen: signed in or not, and which one the address names.
import {campuses, get, Problem} from './api.js'
import {setZone} from './clock.js'
import {h, icon, problemNote} from './dom.js'
import {language, setLanguage, t} from './words.js'

const tabs = {book: 'calendar', bookings: 'ticket', records: 'list'}
const main = document.getElementById('main')
let session, leaving, started = 0

/** The part of the address behind `#`, such as `pass=ID`, as its name and its value. */
function address() {
  const [name, ...rest] = location.hash.slice(1).split('=')
  return [name, decodeURIComponent(rest.join('='))]
}

/** Goes to a screen; the browser's way back works. */
export function go(hash) {
  if (location.hash.slice(1) === hash) route()
  else location.hash = hash
}

/** Who is signed in, or nothing. */
async function whoIsHere() {
  try { return await get('/api/v1/session') } catch (problem) {
    if (problem.status === 401) return undefined
    throw problem
  }
}

/** The campuses, once it is known who is here. A pass that stands opens without network too. */
async function readied(name) {
  try {
    session ??= await whoIsHere()
    const rules = await campuses()
    setZone(rules.campuses[0]?.utcOffset)
    return {...rules, online: true}
  } catch (problem) {
    if (problem.status === 0 && name === 'pass') return {campuses: [], online: false}
    throw problem
  }
}

/** A kiosk's code leaves the address at once, so that a reload or a shared link does not use it again. */
function keepKioskCode() {
  const [name, value] = address()
  if (name !== 'k') return
  sessionStorage.setItem('kiosk-code', value)
  history.replaceState(null, '', '#use')
}

/** The file of a screen and its function; a screen is fetched when it is first wanted. */
const files = {
  pass: ['pass', 'pass'], use: ['kiosk-use', 'kioskUse'], records: ['records', 'records'], book: ['book', 'book'],
  bookings: ['bookings', 'bookings'], 'sign-in': ['sign-in', 'signIn'], password: ['password', 'changePassword'],
}

async function screenOf(name) {
  const [file, screen] = files[name] ?? files.bookings
  try { return (await import(`./${file}.js`))[screen] } catch (error) {
    throw navigator.onLine && !(error instanceof TypeError) ? error : new Problem(0, {})
  }
}

/** Shows what the address asks for. A screen that is left learns it by its signal. */
async function route() {
  const turn = ++started
  leaving?.abort()
  leaving = new AbortController()
  const {signal} = leaving
  keepKioskCode()
  const place = h('section.screen')
  const [asked, value] = address()
  try {
    const rules = await readied(asked)
    const name = await landing(asked)
    const screen = !session && rules.online ? 'sign-in' : session?.mustChangePassword ? 'password' : name
    const show = await screenOf(screen)
    if (turn !== started) return
    showTabs(screen in tabs ? name : undefined)
    await show(place, {value, name, rules, session, signal, go, entered, again: route, shown: () => put(place, turn)})
    keepShell()
  } catch (problem) {
    if (!(problem instanceof Problem)) console.error(problem)
    if (turn !== started || problem.status === 401) return
    place.replaceChildren(problem instanceof Problem ? problemNote(problem) : h('p', null, t('houseTrouble')),
      h('button.main', {type: 'button', onclick: route}, t('tryAgain')))
  }
  put(place, turn)
}

/** Puts a screen in the place of the last one and its heading under the reader's finger. */
function put(place, turn) {
  if (turn !== started || place.isConnected) return
  main.replaceChildren(place)
  document.getElementById('toast').replaceChildren()
  scrollTo(0, 0)
  const title = place.querySelector('h1')
  if (!title) return
  document.title = `${title.textContent} · ${t('library')}`
  title.focus({preventScroll: true})
}

/** Without a screen in the address: the open bookings if there are any, else the way to the first. */
async function landing(name) {
  if (name === 'use' && !sessionStorage.getItem('kiosk-code')) return 'bookings'
  if (name || !session || session.mustChangePassword) return name
  const {bookings} = await get('/api/v1/bookings')
  const start = bookings.some((booking) => ['booked', 'checked_in', 'in_use'].includes(booking.state)) ? 'bookings' : 'book'
  history.replaceState(null, '', `#${start}`)
  return start
}

/** Somebody has signed in. */
export function entered(news) {
  session = news
  const after = sessionStorage.getItem('after')
  sessionStorage.removeItem('after')
  if (address()[0] === 'sign-in') history.replaceState(null, '', after ?? '#')
  route()
}

function showTabs(current) {
  const nav = document.getElementById('tabs')
  nav.hidden = !current
  nav.setAttribute('aria-label', t('menu'))
  nav.replaceChildren(...Object.entries(tabs).map(([name, sign]) =>
    h('a', {href: `#${name}`, 'aria-current': name === current ? 'page' : undefined}, icon(sign), t(name))))
}

function dress() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en'
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = t(element.dataset.word)
  const button = document.getElementById('language')
  button.textContent = t('otherLanguage')
  button.lang = language() === 'zh' ? 'en' : 'zh-CN'
  document.getElementById('offline').textContent = t('offline')
}

document.getElementById('language').addEventListener('click', () => {
  setLanguage(language() === 'zh' ? 'en' : 'zh')
  dress()
  route()
})
document.addEventListener('reach', ({detail}) => {
  const banner = document.getElementById('offline')
  banner.hidden = detail
})
document.addEventListener('signed-out', () => {
  if (!session) return
  session = undefined
  route()
})
document.addEventListener('change-password', () => {
  if (!session) return
  session.mustChangePassword = true
  route()
})
addEventListener('online', () => { if (!document.getElementById('offline').hidden && address()[0] !== 'pass') route() })
addEventListener('offline', () => { document.getElementById('offline').hidden = false })
addEventListener('hashchange', route)
// A tap on the screen that is shown already shows it anew.
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]')
  if (link && link.getAttribute('href') === location.hash) route()
})

/** The files are kept for a time without network once somebody is signed in: until then they may not be wanted. */
function keepShell() {
  if (session) navigator.serviceWorker?.register('/sw.js').catch(() => {})
}

dress()
route()
