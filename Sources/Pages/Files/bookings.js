// 我的预约: what is open, when its check-in opens and closes, the pass and the way out of it.
import {call, get} from './api.js'
import {action, confirm, everySecond, h, heading, icon, instead, note, toast} from './dom.js'
import {fullDay, hm, left, length, moment, ms, now, range, span} from './clock.js'
import {pick, t} from './words.js'

const open = ['booked', 'checked_in', 'in_use']
const signs = {
  booked: 'calendar', checked_in: 'yes', in_use: 'inside', completed: 'yes',
  cancelled: 'no', no_show: 'warn', not_signed_out: 'warn', released: 'wait',
}

/** When the clock last made the page ask anew; not more often than this. */
let renewed = 0
const renewalPause = 15e3

export async function bookings(place, {rules, signal, go, again}) {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && again(), {signal})
  const {bookings, suspension} = await get('/api/v1/bookings')
  const sorted = [...bookings].sort((one, other) => ms(one.start) - ms(other.start))
  const mine = sorted.filter((booking) => open.includes(booking.state))
  const past = sorted.filter((booking) => !open.includes(booking.state)).reverse()
  place.append(heading(t('bookings')))
  if (suspension) place.append(suspensionNote(suspension, h('p', null, h('a', {href: '#records'}, t('seeRecords')))))
  place.append(...mine.map((booking, index) => card(booking, index, {rules, go, again})))
  place.append(mine.length ? h('p.small', null, t('keepInTime')) : nothingOpen())
  place.append(kioskEntry(go))
  if (past.length) place.append(earlier(past, rules))
}

const nothingOpen = () => h('div.empty', null,
  icon('calendar'),
  h('p', null, t('noBookings')),
  h('a.main', {href: '#book'}, t('startBooking')))

const earlier = (past, rules) => h('details', null,
  h('summary', null, t('earlier', {n: past.length})),
  h('ul.plainlist', null, past.map((booking) => line(booking, rules))))

/** Until when nothing can be booked, and why. */
export function suspensionNote(suspension, ...more) {
  const title = suspension.until ? t('suspendedUntil', {time: moment(suspension.until)}) : t('suspended')
  return note('warn', title, t(`why${suspension.rule}`), more)
}

export const campusName = (rules, id) => pick(rules.campuses.find((campus) => campus.campus === id)?.name ?? {zh: id, en: id})

/** A booking or a wish for one in a line. */
export const whereAndWhen = (rules, {campus, start, end}) => `${campusName(rules, campus)} · ${fullDay(start)} ${range(start, end)}`

export const stateTag = (state) => h(`span.tag.${state}`, null, icon(signs[state] ?? 'wait'), t(`state_${state}`))

function card(booking, index, {rules, go, again}) {
  const cancel = async () => {
    if (!await confirm(t('cancelQuestion'), whereAndWhen(rules, booking), t('cancelYes'))) return
    let said = t('cancelled')
    try {
      await call('DELETE', `/api/v1/bookings/${booking.booking}`)
    } catch (problem) {
      said = `${problem.title} ${problem.next}`
    }
    await again()
    toast(said)
  }
  const {start, end, state} = booking
  const toPass = () => go(`pass=${booking.booking}`)
  return h('article.card.booking', null,
    h('div.row', null, h('h2', null, campusName(rules, booking.campus)), stateTag(state)),
    h('p.when', null,
      h('span', null, fullDay(start)),
      h('strong', null, range(start, end)),
      h('small', null, length(start, end))),
    h('p.window', null, icon('wait'), everySecond(h('span'), countdown(booking, again))),
    h(`button.${index ? 'second' : 'main'}.wide`, {type: 'button', onclick: toPass},
      icon('ticket'),
      t(state === 'in_use' ? 'showPassOut' : 'showPass')),
    booking.cancellable && action('second.wide', t('cancel'), cancel))
}

/** Which window is near and how long it lasts; when its state has changed by the clock, the server is asked anew. */
function countdown(booking, again) {
  const until = booking.state === 'booked' ? booking.checkIn.closes : booking.signOutBy
  return (element) => {
    const time = now()
    const words = windowWords(booking, time)
    say(element, ...(words ?? [t('renewing'), '']))
    if (words || !until || time <= renewed + renewalPause) return
    renewed = time
    again()
  }
}

/** The window that is near and what is left of it; nothing once it is over. */
function windowWords({state, checkIn: {opens, closes}, signOutBy}, time) {
  if (state === 'booked') {
    if (time < ms(opens)) return [t('windowAhead', {window: span(opens, closes)}), t('opensIn', {left: left(opens)})]
    if (time <= ms(closes)) return [t('windowOpen', {last: hm(closes)}), t('closesIn', {left: left(closes)})]
  } else if (signOutBy && time <= ms(signOutBy)) {
    return [t('signOutBy', {time: moment(signOutBy)}), t('leftIn', {left: left(signOutBy)})]
  }
  return undefined
}

function say(element, words, rest) {
  if (element.firstChild?.textContent !== words) element.replaceChildren(h('span', null, words), h('b', null))
  element.lastChild.textContent = rest
}

function line(booking, rules) {
  return h('li', null,
    stateTag(booking.state),
    h('span', null, whereAndWhen(rules, booking)),
    booking.releasedWhy && h('small', null, t(`released_${booking.releasedWhy}`)))
}

/** For those whose camera cannot open the kiosk's link: the code can be pasted. */
function kioskEntry(go) {
  const input = h('input', {id: 'kiosk-code', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', required: true})
  const use = () => {
    const code = decodeURIComponent(input.value.trim().replace(/^.*#k=/, ''))
    go(`k=${encodeURIComponent(code)}`)
  }
  return h('details', null,
    h('summary', null, t('kioskHelp')),
    h('p', null, t('kioskHelpMore')),
    h('form.inline', {onsubmit: instead(use)},
      h('label', {for: 'kiosk-code'}, t('kioskCode')),
      input,
      h('button.second', {type: 'submit'}, t('useCode'))))
}
