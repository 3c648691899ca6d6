// The pass: as large as the screen allows, always dark on light, renewed before it ends.
import {get, post} from './api.js'
import {everySecond, fill, h, heading, icon, problemNote} from './dom.js'
import {campusName} from './bookings.js'
import {left, ms, now, range} from './clock.js'
import {follow, locationNote, reading, state, stop} from './location.js'
import {pick, t} from './words.js'

/** After a lost answer. */
const retryAfter = 3000
/** For the first fix, and for a fresher one while a pass still stands. */
const firstPatience = 6000, freshPatience = 4000

export async function pass(place, {value, rules, signal, shown}) {
  const id = encodeURIComponent(value)
  const frame = h('div.qr', {role: 'img', 'aria-label': t('passLabel')}, spinner())
  const verdict = h('div.verdict', {role: 'status'}, h('p', null, t('preparing')))
  const life = h('p.life')
  const title = heading(t('passTitle'))
  const where = h('div.where')
  place.classList.add('pass')
  place.append(
    h('div.bar', null, h('a.plain', {href: '#bookings', 'aria-label': t('back')}, icon('back'), t('back')), title),
    frame, verdict, life, where,
    h('p.small.hint', null, icon('sun'), t('brightness')))
  shown()
  const name = ({campus, start, end}) => { title.textContent = `${campusName(rules, campus)} ${range(start, end)}` }
  // Without an answer the pass keeps the plain title.
  get(`/api/v1/bookings/${id}`).then(name, () => {})

  let current = stored(value), timer, asking = false, lost = false
  const location = async () => fill(where, locationNote(await state(), agreed))
  const agreed = () => {
    follow(moved)
    location()
  }
  const moved = (first) => {
    location()
    if (first && current && !current.located) renew()
  }
  if (['seeking', 'found'].includes(await state())) follow(moved)
  location()
  if (current) await swap(frame, current)

  async function renew() {
    if (asking || signal.aborted) return
    asking = true
    clearTimeout(timer)
    try {
      const place = await reading(current ? freshPatience : firstPatience)
      const fresh = {...await post(`/api/v1/bookings/${id}/passes`, {location: place}), located: Boolean(place)}
      if (signal.aborted) return
      await swap(frame, fresh)
      lost = false
      current = fresh
      sessionStorage.setItem('pass', JSON.stringify({...fresh, booking: value}))
      say(verdict, fresh.verdict)
      timer = setTimeout(renew, Math.max(1000, ms(fresh.renewAfter) - now()))
    } catch (problem) {
      if (signal.aborted || problem.status === 401) return
      if (problem.status && problem.status < 500 && problem.status !== 429) return ended(problem)
      lost = true
      timer = setTimeout(renew, (problem.wait ?? 0) * 1000 || retryAfter)
    } finally { asking = false }
    tick()
    location()
  }

  function ended(problem) {
    sessionStorage.removeItem('pass')
    place.replaceChildren(heading(t('passTitle')), problemNote(problem), h('a.main.wide', {href: '#bookings'}, t('bookings')))
  }

  /** How long the shown pass lives; one that has ended is taken away. */
  function tick() {
    const alive = current && ms(current.expiresAt) > now()
    if (current && !alive) {
      current = undefined
      fill(frame, spinner())
      fill(verdict)
    }
    const seconds = alive ? Math.ceil((ms(current.expiresAt) - now()) / 1000) : 0
    life.className = lost ? 'life lost' : 'life'
    if (lost) fill(life, icon('warn'), alive ? t('lostStillGood', {n: seconds}) : t('lostEnded'))
    else fill(life, alive && t('renews', {n: seconds}))
  }

  everySecond(life, tick)
  const awake = keepAwake(signal)
  const back = () => {
    if (document.visibilityState !== 'visible') return
    awake()
    if (!current || ms(current.renewAfter) <= now()) renew()
  }
  document.addEventListener('visibilitychange', back, {signal})
  addEventListener('online', renew, {signal})
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    stop()
  })
  renew()
}

/** Stands where the code will be. */
const spinner = () => h('span.spinner', {'aria-hidden': 'true'})

/** The pass that stood here before a reload, while it lives. */
function stored(booking) {
  try {
    const pass = JSON.parse(sessionStorage.getItem('pass'))
    return pass?.booking === booking && ms(pass.expiresAt) > now() ? pass : undefined
  } catch { return undefined }
}

/** Draws the new code fully before the old one goes, so that nothing flickers before a camera. */
async function swap(frame, pass) {
  const image = new Image()
  image.alt = ''
  image.src = `data:image/svg+xml,${encodeURIComponent(pass.svg)}`
  try { await image.decode() } catch { await loaded(image) }
  frame.replaceChildren(image)
}

const loaded = (image) => new Promise((done) => {
  image.onload = image.onerror = done
  if (image.complete) done()
})

/** What the gate says if the pass is shown now. */
function say(element, verdict) {
  if (verdict.code === 'already_in') {
    element.className = 'verdict'
    const inside = h('div', null, h('strong', null, t('youAreInside')), h('p', null, t('youAreInsideNext')))
    return fill(element, icon('inside'), inside)
  }
  const {opensAt, admits, lamp} = verdict
  const wait = h('span')
  if (opensAt) everySecond(wait, () => { wait.textContent = ms(opensAt) > now() ? t('opensIn', {left: left(opensAt)}) : '' })
  element.className = `verdict ${lamp}`
  fill(element,
    icon(admits ? 'yes' : lamp === 'amber' ? 'warn' : 'wait'),
    h('div', null,
      h('small', null, t('gateSays')),
      h('strong', null, pick(verdict.message)),
      h('p', null, pick(verdict.next)),
      wait))
}

/** Keeps the screen from going dark where the browser can. */
function keepAwake(signal) {
  let lock
  const take = async () => {
    try { lock = await navigator.wakeLock?.request('screen') } catch { lock = undefined }
    if (signal.aborted) lock?.release()
  }
  take()
  signal.addEventListener('abort', () => lock?.release())
  return take
}
