// 开始预约: campus, day, start and end. What may be chosen, and why not, is the server's word.
import {freshKey, get, post, Problem} from './api.js'
import {busy, fill, h, heading, icon, note, problemNote, toast} from './dom.js'
import {chart} from './chart.js'
import {campusName, whereAndWhen} from './bookings.js'
import {dateOf, dayName, dayText, fullDay, hm, length, now, range, span} from './clock.js'
import {pick, t} from './words.js'

/** What was chosen so far; it outlives a change of the language or a look at another screen. */
const draft = {campus: undefined, date: undefined, start: undefined, end: undefined, basket: [], sent: undefined}

export async function book(place, {rules, signal, shown}) {
  const days = Array.from({length: rules.booking.horizonDays + 1}, (_, index) => dateOf(now() + index * 864e5))
  draft.campus ??= rules.campuses[0].campus
  if (!days.includes(draft.date)) draft.date = days[0]
  const parts = {chart: h('div.slot'), start: h('div'), end: h('div'), basket: h('div'), summary: h('div.summary')}
  let fullness = {}, choices = [], turn = 0
  const wish = () => ({campus: draft.campus, start: draft.start, end: draft.end})
  const wishes = () => [...draft.basket, ...(draft.end ? [wish()] : [])]

  place.append(heading(t('startBooking')), parts.basket,
    group('campus', rules.campuses.map(campusOption), () => draft.campus, (campus) => change({campus})),
    group('day', days.map(dayOption), () => draft.date, (date) => change({date})),
    parts.chart, parts.start, parts.end, parts.summary)
  await load()

  async function change(news) {
    Object.assign(draft, news, {start: undefined, end: undefined})
    await load()
  }

  /** Asks how full the days are and what may be chosen on this one. */
  async function load() {
    const mine = ++turn
    const isOutrun = () => mine !== turn || signal.aborted
    try {
      const answers = await Promise.all([get(fullnessPath()), get(choicesPath())])
      if (isOutrun()) return
      fullness = answers[0]
      choices = unfolded(answers[1])
    } catch (problem) {
      if (isOutrun()) return
      if (!place.isConnected) throw problem
      return fill(parts.start, problemNote(problem), h('button.main', {type: 'button', onclick: load}, t('tryAgain')))
    }
    paint()
    shown()
  }

  function paint() {
    const day = fullness.days.find((day) => day.date === draft.date)
    const picked = choices.find((choice) => choice.start === draft.start)
    const starts = choices.map(({start, refusal}) => ({value: start, label: hm(start), refusal}))
    const endOption = ({end, refusal}) => ({value: end, label: hm(end), small: length(picked.start, end), refusal})
    fill(parts.chart, dayChart(day, fullness.cap))
    fill(parts.start, times('start', starts, chooseStart))
    fill(parts.end, picked && times('end', picked.ends.map(endOption), chooseEnd))
    paintBasket()
    paintSummary()
  }

  function chooseStart(start) {
    Object.assign(draft, {start, end: undefined})
    paint()
    reveal(parts.end)
  }

  function chooseEnd(end) {
    draft.end = end
    paint()
    reveal(parts.summary)
  }

  function paintBasket() {
    fill(parts.basket, draft.basket.map((wish) => h('div.card.row', null,
      icon('calendar'),
      h('span', null, whereAndWhen(rules, wish)),
      h('button.second', {type: 'button', onclick: () => remove(wish)}, t('remove')))))
  }

  function remove(wish) {
    draft.basket = draft.basket.filter((other) => other !== wish)
    load()
  }

  function paintSummary() {
    const all = wishes()
    parts.summary.hidden = !all.length
    if (!all.length) return
    const said = h('div', {role: 'alert'})
    const button = h('button.main.wide', {type: 'button'}, all.length > 1 ? t('submitBoth', {n: all.length}) : t('submit'))
    button.addEventListener('click', () => busy(button, () => submit(all, said)))
    const more = draft.end && all.length < rules.booking.mostAtOnce
    fill(parts.summary,
      h('p', null, draft.end ? chosenWords() : t('chooseSecond')),
      said,
      button,
      more && h('button.plain.wide', {type: 'button', onclick: addMore}, t('addAnother')))
  }

  function chosenWords() {
    return [h('strong', null, whereAndWhen(rules, wish())), ' ', h('small', null, length(draft.start, draft.end))]
  }

  function addMore() {
    draft.basket.push(wish())
    change({})
    scrollTo(0, 0)
  }

  /** The key stays until an answer comes, so that a repeated tap books once. */
  async function submit(bookings, said) {
    const body = {bookings}
    const text = JSON.stringify(body)
    if (draft.sent?.text !== text) draft.sent = {text, key: freshKey()}
    try {
      const made = await post('/api/v1/bookings', body, {'Idempotency-Key': draft.sent.key})
      Object.assign(draft, {basket: [], start: undefined, end: undefined, sent: undefined})
      done(made.bookings)
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      if (problem.status && problem.status < 500) draft.sent = undefined
      const which = bookings[Number(problem.body.errors?.[0]?.pointer?.split('/')[2])]
      if (problem.status === 409) await load()
      const target = said.isConnected ? said : parts.summary
      target.prepend(note('bad', problem.title, problem.next,
        which && bookings.length > 1 && h('p', null, whereAndWhen(rules, which)),
        problem.status === 0 && h('p', null, t('onlyOnce'))))
    }
  }

  function done(made) {
    const card = ({campus, start, end, checkIn}) => h('article.card', null,
      h('h2', null, campusName(rules, campus)),
      h('p.when', null, h('span', null, fullDay(start)), h('strong', null, range(start, end))),
      h('p.window', null, icon('wait'), t('windowAhead', {window: span(checkIn.opens, checkIn.closes)})))
    fill(place,
      h('div.done', null, icon('yes'), heading(t('booked'))),
      made.map(card),
      h('p', null, t('bookedNext')),
      h('a.main.wide', {href: '#bookings'}, t('bookings')))
    scrollTo(0, 0)
    place.querySelector('h1').focus()
  }
}

const campusOption = ({campus, name, cap}) => ({value: campus, label: pick(name), small: t('places', {n: cap})})
const dayOption = (date) => ({value: date, label: dayName(date), small: dayText(date)})

const campusPath = () => `/api/v1/campuses/${encodeURIComponent(draft.campus)}`
const fullnessPath = () => `${campusPath()}/availability?from=${draft.date}&days=1`

/** What may be chosen depends on what is in the basket already. */
function choicesPath() {
  const besides = draft.basket.map(({campus, start, end}) => `&besides=${encodeURIComponent(`${campus},${start},${end}`)}`)
  return `${campusPath()}/choices?date=${draft.date}${besides.join('')}`
}

/** The choices with their refusals in the places that point to them. */
function unfolded({choices, refusals}) {
  const refused = (one) => ({...one, refusal: refusals[one.refusal]})
  return choices.map((choice) => ({...refused(choice), ends: choice.ends.map(refused)}))
}

/** How full the day is with what is chosen of it, or why it is closed. */
function dayChart(day, cap) {
  if (!day?.halfHours.length) return note('info', t('closedDay'), typeof day?.why === 'object' ? pick(day.why) : day?.why)
  return chart({halfHours: day.halfHours, cap}, draft.end && {start: draft.start, end: draft.end})
}

/** Brings what comes next under the thumb. */
function reveal(element) {
  element.scrollIntoView({block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'})
}

let groups = 0

/** One choice of several, as native radio buttons: arrow keys move between them. */
function group(word, options, chosen, choose) {
  const name = `${word}-${++groups}`
  const option = ({value, label, small}) => h('label.chip', null,
    h('input', {type: 'radio', name, value, checked: value === chosen(), onchange: () => choose(value)}),
    h('span', null, label, small && h('small', null, small)))
  return h(`fieldset.${word}`, null, h('legend', null, t(word)), h('div.choices', null, options.map(option)))
}

/** A grid of times. Those that are refused are grey and struck through; their reasons stand below and answer a tap. */
function times(word, options, choose) {
  if (!options.length) return []
  const legend = h('h2', null, t(word))
  const reasons = grouped(options)
  if (options.every((option) => option.refusal)) {
    const main = reasons.reduce((one, other) => (other.count > one.count ? other : one))
    return [legend, note('warn', pick(main.refusal.message), pick(main.refusal.next)), reasons.length > 1 && list(reasons)]
  }
  const button = (option) => timeButton(option, draft[word], choose)
  const gone = options.findIndex((option) => option.refusal?.code !== 'started')
  const [past, rest] = gone > 4 ? [options.slice(0, gone), options.slice(gone)] : [[], options]
  return [
    legend,
    past.length > 0 && h('details.past', null,
      h('summary', null, t('pastTimes', {n: past.length})),
      h('div.grid', null, past.map(button))),
    h('div.grid', {role: 'group', 'aria-label': t(word), onkeydown: arrows}, rest.map(button)),
    list(reasons),
  ]
}

function timeButton({value, label, small, refusal}, chosen, choose) {
  const refused = refusal && `${label} ${pick(refusal.message)}`
  return h('button.chip.time', {
    type: 'button',
    'aria-disabled': refusal && 'true',
    'aria-pressed': String(value === chosen),
    'aria-label': refused,
    onclick: () => (refusal ? toast(`${refused} ${pick(refusal.next)}`) : choose(value)),
  }, label, small && h('small', null, small))
}

const list = (reasons) => h('ul.reasons', null, reasons.map(({first, last, refusal}) =>
  h('li', null, h('s', null, first === last ? first : `${first}–${last}`), ' ', pick(refusal.message))))

/** Neighbours that are refused for the same reason, taken together. */
function grouped(options) {
  const spans = []
  for (const {label, refusal} of options) {
    const open = spans[spans.length - 1]
    if (refusal && isSame(open?.refusal, refusal)) Object.assign(open, {last: label, count: open.count + 1})
    else spans.push({first: label, last: label, refusal, count: 1})
  }
  return spans.filter((span) => span.refusal)
}

const isSame = (one, other) => one?.code === other.code && one.message.zh === other.message.zh

/** Arrow keys walk through a grid of buttons. */
function arrows(event) {
  const step = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 4, ArrowUp: -4}[event.key]
  if (!step) return
  const all = [...event.currentTarget.querySelectorAll('button')]
  all[all.indexOf(document.activeElement) + step]?.focus()
  event.preventDefault()
}
