// The staff desk: who is here, which screen, and the stream of what happens.
import {call, get, Problem} from './api.js'
import {hm, now as time, setZone} from './clock.js'
import {everySecond, fill, h, problemNote} from './dom.js'
import {hms, names, sign, speak, told, word, zone} from './desk-parts.js'
import {language, setLanguage, t} from './words.js'
import './desk-words.js'
import {listen} from './events.js'

/** Tells the screens what happens: `now` (in `house.now`), the events of the stream by their names, `acted`. */
export const bus = new EventTarget()
/** The newest answer of `GET /api/v1/desk/now`. */
export const house = {now: undefined}
/** The campuses as they were last heard of, or else are asked for. */
export const campuses = async () => house.now?.campuses ?? (await get('/api/v1/desk/now')).campuses

const screens = {live: 'live', inside: 'inside', patron: 'patron', violations: 'violations', log: 'log', reports: 'reports'}
const titles = {violations: 'violationsMenu'}
const main = document.getElementById('main')
/** Milliseconds without a word after which what is shown is old; the stream beats every 3 s. */
const silence = 8000
let session, stream, leaving, turn = 0, isUp = false

/** Whether the role of whoever is here may do that. */
export const may = (power) => Boolean(session?.may.includes(power))

// MARK: Who is here

async function enter() {
  try {
    session = await get('/api/v1/desk/session')
  } catch (problem) {
    return problem.status === 401 ? signIn() : trouble(problem)
  }
  entered(session)
}

async function entered(news) {
  session = news
  dress()
  if (session.mustChangePassword) return show('desk-sign-in', 'changePassword')
  if (!stream) follow()
  route()
}

async function signIn(isOver = false) {
  session = undefined
  stream?.stop()
  stream = undefined
  dress()
  await show('desk-sign-in', 'signIn', {isOver})
}

async function leave() {
  await call('DELETE', '/api/v1/desk/session')
  location.replace('/desk')
}

document.addEventListener('signed-out', () => { if (session) signIn(true) })
document.addEventListener('change-password', () => {
  if (!session || session.mustChangePassword) return
  session.mustChangePassword = true
  entered(session)
})

// MARK: What happens

function follow() {
  const tell = (name) => (data) => bus.dispatchEvent(new CustomEvent(name, {detail: data}))
  const missed = (data) => {
    refresh()
    tell('missed')(data)
  }
  const heard = {now: refresh, missed}
  for (const name of ['presentation', 'passage', 'staff', 'mode', 'camera']) heard[name] = tell(name)
  heard.alarm = (data) => {
    if (data.raised) speak(t('alarmRaised', {lane: data.lane, alarm: word('alarm', data.alarm)}))
    tell('alarm')(data)
  }
  isUp = false
  stream = listen('/api/v1/desk/events', heard, {
    silence,
    up() {
      isUp = true
      refresh()
    },
    down({status}) {
      isUp = false
      return status === 401 ? signIn(true) : stale(status)
    },
  })
}

/** The house has answered: what is shown is of now again, if what happens next is heard too. */
function fresh() {
  const banner = document.getElementById('stale')
  if (!isUp || banner.hidden) return
  banner.hidden = true
  document.body.classList.remove('stale')
  told(t('backAgain'))
  bus.dispatchEvent(new Event('missed'))
}

/** What is shown is old: it says so, and looks it. */
function stale(status) {
  const banner = document.getElementById('stale')
  banner.textContent = t(status === 503 ? 'staleStore' : 'stale', {time: house.now ? hms(house.now.now) : '–'})
  banner.hidden = false
  document.body.classList.add('stale')
  paintHouse()
}

let asked
/** Asks how the house does; several reasons to ask within a short time are one. */
export function refresh() {
  asked ??= setTimeout(async () => {
    asked = undefined
    try {
      house.now = await get('/api/v1/desk/now')
    } catch (problem) {
      if (problem.status !== 401) stale(problem.status)
      return
    }
    zone.offset = house.now.now.slice(-6)
    setZone(zone.offset)
    for (const campus of house.now.campuses) names[campus.campus] = campus.name
    fresh()
    paintHouse()
    bus.dispatchEvent(new Event('now'))
  }, house.now ? 250 : 0)
}
setInterval(() => { if (session && stream) refresh() }, 10e3)
bus.addEventListener('acted', refresh)

function paintHouse() {
  const isOld = document.body.classList.contains('stale')
  const {health, clock, record} = !isOld && house.now ? house.now : {health: 'unknownHealth'}
  const words = [t(health), clock === 'untrusted' && t('clockUntrusted'), record?.waiting > 0 && t('recordBehind', {n: record.waiting})]
  const isWell = health === 'healthy'
  fill(document.getElementById('house'),
    h(`span.dot.${isWell ? 'good' : 'warn'}`, null, sign(isWell ? 'yes' : 'violations')),
    h('span', null, words.filter(Boolean).join(' · ')),
    everySecond(h('time'), (place) => { place.textContent = hm(time()) }))
}

// MARK: Screens

const address = () => location.hash.slice(1).split('=')

/** Goes to a screen. */
export function go(hash) {
  if (location.hash.slice(1) === hash) route()
  else location.hash = hash
}

async function route() {
  if (!session || session.mustChangePassword) return
  const name = address()[0] in screens ? address()[0] : 'live'
  showMenu(name)
  await show(`desk-${screens[name]}`, 'screen', {value: decodeURIComponent(address()[1] ?? '')})
}

/** Shows a screen of a file. A screen that is left learns it by its signal. */
async function show(file, part, more = {}) {
  const mine = ++turn
  leaving?.abort()
  leaving = new AbortController()
  const place = h(`section.screen.${file}`)
  const again = () => show(file, part, more)
  try {
    const screen = (await import(`./${file}.js`))[part]
    await screen(place, {session, signal: leaving.signal, entered, again, ...more})
  } catch (problem) {
    if (!(problem instanceof Problem)) console.error(problem)
    if (mine !== turn || problem.status === 401) return
    fill(place,
      problem instanceof Problem ? problemNote(problem) : h('p', null, t('houseTrouble')),
      h('button.main', {type: 'button', onclick: again}, t('tryAgain')))
  }
  if (mine !== turn) return
  fill(main, place)
  scrollTo(0, 0)
  const title = place.querySelector('h1')
  if (!title) return
  document.title = `${title.textContent} · ${t('desk')}`
  title.focus({preventScroll: true})
}

function trouble(problem) {
  fill(main, problemNote(problem), h('button.main', {type: 'button', onclick: enter}, t('tryAgain')))
}

function showMenu(current) {
  const menu = document.getElementById('menu')
  menu.hidden = false
  menu.setAttribute('aria-label', t('menu'))
  const link = (name) => h('a', {href: `#${name}`, 'aria-current': name === current ? 'page' : undefined},
    sign(name),
    h('span', null, t(titles[name] ?? name)))
  fill(menu, Object.keys(screens).map(link))
}

function dress() {
  document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en'
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = t(element.dataset.word)
  document.getElementById('skip').textContent = t('skip')
  const button = document.getElementById('language')
  button.textContent = t('otherLanguage')
  button.lang = language() === 'zh' ? 'en' : 'zh-CN'
  document.getElementById('menu').hidden = !session || session.mustChangePassword
  fill(document.getElementById('who'), session && [
    h('span', null, session.name, ' ', h('small', null, word('role', session.role))),
    h('button.quiet', {type: 'button', onclick: leave}, t('leave')),
  ])
  if ((house.now || document.body.classList.contains('stale')) && session) paintHouse()
  else fill(document.getElementById('house'))
}

document.getElementById('language').addEventListener('click', () => {
  setLanguage(language() === 'zh' ? 'en' : 'zh')
  fill(document.getElementById('toast'))
  dress()
  if (session && !session.mustChangePassword) route()
  else enter()
})
document.getElementById('skip').addEventListener('click', (event) => { event.preventDefault(); main.focus() })
addEventListener('hashchange', route)
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]:not(.skip)')
  if (link && link.getAttribute('href') === location.hash) route()
})

dress()
enter()
