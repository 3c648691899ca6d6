// 开始预约: campus, day, start and end. What may be chosen, and why not, is the server's word.
import {freshKey, get, post, Problem} from './api.js'
import {busy, fill, h, heading, icon, note, problemNote, toast} from './dom.js'
import {chart} from './chart.js'
import {campusName} from './bookings.js'
import {dateOf, dayName, dayText, fullDay, hm, length, ms, now, range, span} from './clock.js'
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
  const wishText = (wish) => `${campusName(rules, wish.campus)} · ${fullDay(wish.start)} ${range(wish.start, wish.end)}`

  place.append(heading(t('startBooking')), parts.basket,
    group('campus', rules.campuses.map((campus) => ({value: campus.campus, label: pick(campus.name), small: t('places', {n: campus.cap})})),
      () => draft.campus, (campus) => change({campus})),
    group('day', days.map((date) => ({value: date, label: dayName(date), small: dayText(date)})), () => draft.date, (date) => change({date})),
    parts.chart, parts.start, parts.end, parts.summary)
  await load()

  async function change(news) {
    Object.assign(draft, news, {start: undefined, end: undefined})
    await load()
  }

  /** Asks how full the days are and what may be chosen on this one. */
  async function load() {
    const mine = ++turn
    try {
      const besides = draft.basket.map((wish) => `&besides=${encodeURIComponent(`${wish.campus},${wish.start},${wish.end}`)}`).join('')
      const base = `/api/v1/campuses/${encodeURIComponent(draft.campus)}`
      const answers = await Promise.all([get(`${base}/availability?from=${draft.date}&days=1`), get(`${base}/choices?date=${draft.date}${besides}`)])
      if (mine !== turn || signal.aborted) return
      fullness = answers[0]
      choices = unfolded(answers[1])
    } catch (problem) {
      if (mine !== turn || signal.aborted) return
      if (!place.isConnected) throw problem
      return parts.start.replaceChildren(problemNote(problem), h('button.main', {type: 'button', onclick: load}, t('tryAgain')))
    }
    paint()
    shown()
  }

  function paint() {
    const day = fullness.days.find((day) => day.date === draft.date)
    const picked = choices.find((choice) => choice.start === draft.start)
    const chosen = draft.end && {start: draft.start, end: draft.end}
    parts.chart.replaceChildren(day?.halfHours.length ? chart({halfHours: day.halfHours, cap: fullness.cap}, chosen)
      : note('info', t('closedDay'), typeof day?.why === 'object' ? pick(day.why) : day?.why))
    parts.start.replaceChildren(...times('start', choices.map(({start, refusal}) => ({value: start, label: hm(start), refusal})),
      (start) => { Object.assign(draft, {start, end: undefined}); paint(); reveal(parts.end) }))
    parts.end.replaceChildren(...(picked ? times('end', picked.ends.map(({end, refusal}) => ({value: end, label: hm(end), small: length(picked.start, end), refusal})),
      (end) => { draft.end = end; paint(); reveal(parts.summary) }) : []))
    paintBasket()
    paintSummary()
  }

  function paintBasket() {
    parts.basket.replaceChildren(...draft.basket.map((wish) => h('div.card.row', null, icon('calendar'), h('span', null, wishText(wish)),
      h('button.second', {type: 'button', onclick: () => { draft.basket = draft.basket.filter((other) => other !== wish); load() }}, t('remove')))))
  }

  function paintSummary() {
    const all = wishes()
    parts.summary.hidden = !all.length
    if (!all.length) return
    const said = h('div', {role: 'alert'})
    const button = h('button.main.wide', {type: 'button'}, all.length > 1 ? t('submitBoth', {n: all.length}) : t('submit'))
    button.addEventListener('click', () => busy(button, () => submit(all, said)))
    const more = draft.end && all.length < rules.booking.mostAtOnce
    fill(parts.summary, draft.end ? h('p', null, h('strong', null, wishText(wish())), ' ', h('small', null, length(draft.start, draft.end))) : h('p', null, t('chooseSecond')), said, button,
      more && h('button.plain.wide', {type: 'button', onclick: addMore}, t('addAnother')))
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
      target.prepend(note('bad', problem.title, problem.next, which && bookings.length > 1 && h('p', null, wishText(which)), problem.status === 0 && h('p', null, t('onlyOnce'))))
    }
  }

  function done(made) {
    place.replaceChildren(h('div.done', null, icon('yes'), heading(t('booked'))),
      ...made.map((booking) => h('article.card', null, h('h2', null, campusName(rules, booking.campus)),
        h('p.when', null, h('span', null, fullDay(booking.start)), h('strong', null, range(booking.start, booking.end))),
        h('p.window', null, icon('wait'), t('windowAhead', {window: span(booking.checkIn.opens, booking.checkIn.closes)})))),
      h('p', null, t('bookedNext')), h('a.main.wide', {href: '#bookings'}, t('bookings')))
    scrollTo(0, 0)
    place.querySelector('h1').focus()
  }
}

/** The choices with their refusals in the places that point to them. */
function unfolded({choices, refusals}) {
  return choices.map(({start, refusal, ends}) => ({start, refusal: refusals[refusal], ends: ends.map(({end, refusal}) => ({end, refusal: refusals[refusal]}))}))
}

/** Brings what comes next under the thumb. */
function reveal(element) {
  element.scrollIntoView({block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'})
}

let groups = 0

/** One choice of several, as native radio buttons: arrow keys move between them. */
function group(word, options, chosen, choose) {
  const name = `${word}-${++groups}`
  return h(`fieldset.${word}`, null, h('legend', null, t(word)), h('div.choices', null, options.map(({value, label, small}) => h('label.chip', null,
    h('input', {type: 'radio', name, value, checked: value === chosen(), onchange: () => choose(value)}), h('span', null, label, small && h('small', null, small))))))
}

/** A grid of times. Those that are refused are grey and struck through; their reasons stand below and answer a tap. */
function times(word, options, choose) {
  if (!options.length) return []
  const legend = h('h2', null, t(word))
  const reasons = grouped(options)
  if (options.every((option) => option.refusal)) {
    const main = reasons.reduce((one, other) => (other.count > one.count ? other : one))
    return [legend, note('warn', pick(main.refusal.message), pick(main.refusal.next)), reasons.length > 1 && list(reasons)].filter(Boolean)
  }
  const button = (option) => h('button.chip.time', {
    type: 'button', 'aria-disabled': option.refusal && 'true', 'aria-pressed': String(option.value === draft[word]),
    'aria-label': option.refusal && `${option.label} ${pick(option.refusal.message)}`,
    onclick: () => (option.refusal ? toast(`${option.label} ${pick(option.refusal.message)} ${pick(option.refusal.next)}`) : choose(option.value)),
  }, option.label, option.small && h('small', null, option.small))
  const gone = options.findIndex((option) => option.refusal?.code !== 'started')
  const [past, rest] = gone > 4 ? [options.slice(0, gone), options.slice(gone)] : [[], options]
  return [legend, past.length > 0 && h('details.past', null, h('summary', null, t('pastTimes', {n: past.length})), h('div.grid', null, past.map(button))),
    h('div.grid', {role: 'group', 'aria-label': t(word), onkeydown: arrows}, rest.map(button)),
    list(reasons)].filter(Boolean)
}

const list = (reasons) => h('ul.reasons', null, reasons.map(({first, last, refusal}) =>
  h('li', null, h('s', null, first === last ? first : `${first}–${last}`), ' ', pick(refusal.message))))

/** Neighbours that are refused for the same reason, taken together. */
function grouped(options) {
  const spans = []
  for (const {label, refusal} of options) {
    const open = spans[spans.length - 1]
    if (refusal && open?.refusal?.code === refusal.code && open.refusal.message.zh === refusal.message.zh) Object.assign(open, {last: label, count: open.count + 1})
    else spans.push({first: label, last: label, refusal, count: 1})
  }
  return spans.filter((span) => span.refusal)
}

/** Arrow keys walk through a grid of buttons. */
function arrows(event) {
  const step = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 4, ArrowUp: -4}[event.key]
  if (!step) return
  const all = [...event.currentTarget.querySelectorAll('button')]
  all[all.indexOf(document.activeElement) + step]?.focus()
  event.preventDefault()
}
