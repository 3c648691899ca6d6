// The house as it is now: how full, what each lane does, and who shows what.
import {fill, h} from './dom.js'
import {dateOf, hm, ms} from './clock.js'
import {act} from './desk-act.js'
import {chip, field, sign, word} from './desk-parts.js'
import {dayCurve} from './desk-plot.js'
import {stream} from './desk-stream.js'
import {bus, house, may, refresh} from './desk.js'
import {pick, t} from './words.js'

export async function screen(place, {signal}) {
  const campuses = h('div.campuses')
  const gates = h('section.gates', {'aria-labelledby': 'gates-title'}, h('h2', {id: 'gates-title'}, t('gates')))
  const parts = new Map()
  const [clock, store] = [h('div'), h('div')]
  const paint = () => {
    if (!house.now) return
    part(parts, clock, 'clock', clockCard)(house.now.clockDoubt)
    part(parts, store, 'store', storeCard)(house.now.storeTroubles)
    for (const campus of house.now.campuses) part(parts, campuses, `c-${campus.campus}`, campusCard)(campus)
    for (const gate of house.now.gates) part(parts, gates, `g-${gate.gate}`, gateCard)(gate)
  }
  bus.addEventListener('now', paint, {signal})
  paint()
  refresh()
  place.append(h('h1.unseen', {tabindex: -1}, t('live')), h('div.left', null, clock, store, campuses, gates), await stream(signal))
}

/** Each part is made once and then changed in place, so that the focus stays where it is. */
function part(parts, place, key, make) {
  if (!parts.has(key)) {
    const [element, update] = make()
    place.append(element)
    parts.set(key, update)
  }
  return parts.get(key)
}

// MARK: The clock

/** Why the clock is not believed, and the act that accepts it where it is far from what was written last. */
function clockCard() {
  const said = h('p')
  const accept = h('button.second', {type: 'button', onclick: () => act('accept_clock', {}, {danger: true})}, word('k', 'accept_clock'))
  accept.dataset.key = 'accept-clock'
  const card = h('article.card.trouble', {role: 'status', hidden: true}, said, may('accept_clock') && accept)
  const update = (doubt) => {
    card.hidden = !doubt
    if (!doubt) return
    const words = pick(doubt.words)
    if (said.textContent !== words) fill(said, words)
    accept.hidden = doubt.cause === 'not_synchronised'
  }
  return [card, update]
}

// MARK: The store

/** What has befallen the records, and what to do about it. */
function storeCard() {
  const card = h('article.card.trouble', {role: 'status', hidden: true})
  const update = (troubles) => {
    card.hidden = !troubles
    const words = troubles?.map(({words}) => pick(words)) ?? []
    if (card.dataset.said === words.join('\n')) return
    card.dataset.said = words.join('\n')
    fill(card, ...words.map((said) => h('p', null, said)))
  }
  return [card, update]
}

// MARK: A campus

function campusCard() {
  const title = h('h2')
  const state = h('span')
  const number = h('p.number')
  const meter = h('div.meter', {'aria-hidden': 'true'}, h('span'))
  const more = h('p.small')
  const curve = h('div')
  let campus, drawn
  const closeEarly = () => act('close_early', {campus: campus.campus}, {about: pick(campus.name), danger: true})
  const counting = may('recount') && button('recount', () => `recount-${campus.campus}`, () => recount(campus))
  const buttons = h('div.acts', null, counting,
    may('close_early') && button('close_early', () => `close-${campus.campus}`, closeEarly))
  const card = h('article.card.campus', null, h('header', null, title, state), number, meter, more, curve, buttons)
  const update = (news) => {
    campus = news
    const taken = campus.inside + campus.reserved
    const share = Math.min(1, taken / campus.cap)
    card.dataset.campus = campus.campus
    fill(title, pick(campus.name))
    fill(state, stateChip(campus), h('small', null, hoursWords(campus)))
    const isKnown = campus.quality !== 'unknown'
    fill(number, h('strong', null, isKnown ? campus.inside : '?'), h('span', null, t('ofCap', {cap: campus.cap})))
    meter.className = `meter${share >= 1 ? ' full' : share >= 0.7 ? ' busy' : ''}`
    meter.firstChild.style.width = `${(isKnown ? share : 0) * 100}%`
    fill(more, words(campus, taken))
    // The curve is drawn anew only when it has changed.
    const key = JSON.stringify([campus.curve, campus.cap, document.documentElement.lang])
    if (key !== drawn) {
      drawn = key
      fill(curve, curveOf(campus))
    }
    for (const one of buttons.children) one.dataset.key = one.keyOf()
    if (counting) counting.hidden = campus.source === 'elsewhere'
  }
  return [card, update]
}

function button(kind, key, work) {
  const element = h('button.second', {type: 'button', onclick: work}, word('k', kind))
  element.keyOf = key
  return element
}

const stateChip = ({state}) => chip({open: 'good', full: 'bad', closed: ''}[state], t(`state_${state}`), {full: 'no', open: 'yes'}[state])

const hoursWords = ({opens, closes}) =>
  (opens ? t('hoursToday', {from: hm(opens), until: hm(closes)}) : t('closedToday'))

function words(campus, taken) {
  if (campus.source === 'elsewhere') return t('countElsewhere')
  if (campus.source === 'unknown') return h('b.warn', null, t('countUnread'))
  if (campus.quality === 'unknown') return h('b.warn', null, t(may('recount') ? 'countUnknown' : 'countUnknownAsk'))
  const free = campus.cap - taken
  return [
    free >= 0 ? t('placesFree', {n: free}) : t('overBy', {n: -free}),
    campus.reserved > 0 && ` · ${t('reservedNow', {n: campus.reserved})}`,
    campus.quality === 'late' && [' · ', h('b.warn', null, t('countLate', {time: hm(campus.asOf)}))],
  ]
}

function curveOf(campus) {
  const points = campus.curve.map(({at, inside}) => [ms(at), inside])
  if (!points.length) return null
  const day = dateOf(campus.asOf)
  const from = campus.opens ? ms(campus.opens) : ms(`${day}T00:00:00${campus.asOf.slice(-6)}`)
  const until = campus.closes ? ms(campus.closes) : from + 864e5
  const most = points.reduce((one, other) => (other[1] > one[1] ? other : one), points[0] ?? [from, 0])
  const summary = t('curveWords', {now: campus.inside, most: most[1], time: hm(most[0]), cap: campus.cap})
  return dayCurve(`${t('curve', {name: pick(campus.name)})}: ${summary}`, {
    points: points.filter(([time]) => time >= from),
    from,
    until,
    cap: campus.cap,
    capWords: t('capLine', {cap: campus.cap}),
    hour: (time) => hm(time),
  })
}

/** The field is empty at first, so that what is typed is the whole count; what it changes is said before it is done. */
function recount(campus) {
  const was = campus.inside
  const known = campus.quality === 'unknown' ? '' : t('countWas', {n: was})
  const change = h('p.small', {role: 'status'}, known)
  const show = () => {
    const count = input.valueAsNumber
    const by = `${count < was ? '−' : '+'}${Math.abs(count - was)}`
    fill(change, known,
      known && !Number.isNaN(count) && ` ${t('countNew', {n: count, by})} `,
      count > campus.cap && chip('warn', t('countOverCap', {cap: campus.cap}), 'violations'))
  }
  const input = h('input', {
    id: 'counted', type: 'number', min: 0, max: 100000, required: true, placeholder: known && was, inputmode: 'numeric', oninput: show,
  })
  const fields = h('div.fields', null, field(t('countedInside'), input), change)
  const body = () => ({campus: campus.campus, inside: Number(input.value)})
  return act('recount', body, {about: pick(campus.name), fields})
}

// MARK: A gate

function gateCard() {
  const title = h('h3')
  const lanes = h('ul.lanes')
  const parts = new Map()
  const update = (gate) => {
    fill(title, t('gate', {gate: gate.gate}))
    for (const lane of gate.lanes) part(parts, lanes, lane.lane, laneRow)({...lane, campus: gate.campus})
  }
  return [h('div.gate', null, title, lanes), update]
}

function laneRow() {
  const name = h('h4')
  const state = h('span')
  const facts = h('dl')
  const advice = h('p.advice')
  let lane
  const toggle = (kind, mode) => ({
    kind,
    is: () => lane.mode === mode,
    run: () => act(kind, {lane: lane.lane, on: lane.mode !== mode}, {about: lane.lane}),
  })
  const list = [
    may('admit_one') && {kind: 'admit_one', run: () => admitOne(lane)},
    may('let_one_out') && {kind: 'let_one_out', run: () => act('let_one_out', {lane: lane.lane}, {about: lane.lane})},
    may('hold') && toggle('hold', 'hold'),
    may('free_passage') && toggle('free_passage', 'open'),
  ].filter(Boolean)
  const buttons = list.map(({kind, run}) => h('button.second', {type: 'button', onclick: run}, word('k', kind)))
  const row = h('li.lane', null, h('div.head', null, name, state), facts, advice, h('div.acts', null, buttons))
  const update = (news) => {
    lane = news
    row.dataset.lane = lane.lane
    fill(name, sign(lane.direction), lane.lane, ' ', h('small', null, t(`dir_${lane.direction}`)))
    fill(state,
      chip({fault: 'bad', hold: 'warn', free: 'warn', open: 'good'}[lane.state] ?? '', word('lane', lane.state)),
      lane.mode !== 'normal' && chip('warn', t(`mode_${lane.mode}`)))
    fill(facts, laneFacts(lane))
    fill(advice,
      lane.alarms.map((code) => chip('bad', word('alarm', code), 'violations')),
      lane.advice.map((line) => h('span', null, line)))
    advice.hidden = !lane.alarms.length && !lane.advice.length
    list.forEach(({kind, is}, index) => {
      buttons[index].dataset.key = `${kind}-${lane.lane}`
      if (!is) return
      buttons[index].setAttribute('aria-pressed', String(is()))
      buttons[index].textContent = word('k', is() ? `${kind}_off` : `${kind}_on`)
    })
  }
  return [row, update]
}

/** A name that the value says as well is only spoken. */
const fact = (name, value, isBad, isClear) => h(isBad ? 'div.bad' : 'div', null,
  h(isClear ? 'dt.unseen' : 'dt', null, name),
  h(isBad ? 'dd.bad' : 'dd', null, value))

function cameraWords({camera, framesPerSecond: rate}) {
  if (camera !== 'seeing') return word('camera', camera)
  if (rate === undefined || rate === null) return t('camera_working')
  return t('camera_seeing', {n: Number(rate).toFixed(rate < 10 ? 1 : 0)})
}

function laneFacts(lane) {
  const isSeen = lane.camera === 'seeing' && typeof lane.framesPerSecond === 'number'
  const last = lane.lastDecision
  const read = last?.at ?? lane.lastRead
  const readWords = read ? [hm(read), last && h('small', null, ` ${word('c', last.code)}`)] : t('nothingYet')
  return [
    fact(t('camera'), cameraWords(lane), lane.camera === 'fault', isSeen),
    fact(t('lastRead'), readWords, false, Boolean(read)),
    fact(t('lines'), word('lines', lane.gpio), lane.gpio !== 'ok'),
  ]
}

/** Where the campus is full, the dialog asks whether the cap may be passed. */
function admitOne(lane) {
  const box = h('input', {type: 'checkbox', id: 'over-cap'})
  const over = h('div.check', {hidden: true}, box, h('label', {for: 'over-cap'}, t('overCap')))
  const reveal = () => {
    if (!may('admit_over_cap')) return
    over.hidden = false
    box.focus()
  }
  const campus = house.now?.campuses.find(({campus}) => campus === lane.campus)
  if (campus?.state === 'full' && may('admit_over_cap')) over.hidden = false
  const body = () => ({lane: lane.lane, ...(box.checked && {overCap: true})})
  return act('admit_one', body, {about: lane.lane, fields: over, full: reveal})
}
