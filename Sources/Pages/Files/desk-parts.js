// What the screens of the desk are made of.
import {fill, h, outline, problemNote} from './dom.js'
import {hm, dateOf, dayText, now} from './clock.js'
import {pick, t, words} from './words.js'

const shapes = {
  live: 'M3 12h4l3-7 4 14 3-7h4',
  inside: 'M12 4a4 4 0 100 8 4 4 0 000-8M4 21c0-4 4-6 8-6s8 2 8 6',
  patron: 'M10 3a7 7 0 100 14 7 7 0 000-14M15 15l6 6',
  violations: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  log: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
  reports: 'M4 20V4M4 20h16M8 17v-5M12 17V8M16 17v-8',
  yes: 'M4 12l5 6L20 6',
  no: 'M6 6l12 12M18 6L6 18',
  entry: 'M4 12h14M13 6l6 6-6 6',
  exit: 'M20 12H6M11 6l-6 6 6 6',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7M12 9a3 3 0 100 6 3 3 0 000-6',
  out: 'M9 4H5v16h4M10 12h10M16 8l4 4-4 4',
  undo: 'M4 9h11a5 5 0 010 10h-4M8 5L4 9l4 4',
  print: 'M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z',
}

/** A drawing beside words. */
export const sign = (name) => outline(shapes[name])

/** `kind` is `good`, `bad`, `warn`, `main` or empty. */
export const chip = (kind, text, mark) => h(`span.chip${kind ? `.${kind}` : ''}`, null, mark && sign(mark), text)

/** A labelled field. */
export function field(label, input, ...more) {
  input.id ||= `f${++field.count}`
  return h('div.field', null, h('label', {for: input.id}, label), input, more)
}
field.count = 0

/** `options` are `[value, words]`. */
export const select = (options, attributes) =>
  h('select', attributes, options.map(([value, text]) => h('option', {value, selected: value === attributes?.value}, text)))

/** A select that hands what was chosen to `choose`. */
export function choice(options, value, choose, attributes) {
  const input = select(options, {...attributes, value, onchange: () => choose(input.value)})
  return input
}

/** A day that is handed to `choose` when it has changed, but not while it is empty. */
export function dateChoice(value, choose, attributes) {
  const changed = () => { if (input.value) choose(input.value) }
  const input = h('input', {type: 'date', ...attributes, value, required: true, onchange: changed})
  return input
}

export const campusOptions = (campuses) => campuses.map(({campus, name}) => [campus, pick(name)])
/** Options after the one that leaves it open. */
export const orAll = (options) => [['', t('all')], ...options]

/** Runs `work`. What the server refuses is said in `place`; any other error goes on. True if all went well. */
export async function saying(place, work) {
  try {
    await work()
    return true
  } catch (problem) {
    if (!problem.body) throw problem
    fill(place, problemNote(problem))
    return false
  }
}

/** What bears a key below `place`. */
export const keyed = (place, key) => place.querySelector(`[data-key="${CSS.escape(key)}"]`)

/** Paints a place anew; the focus goes to what bears the key that had it. */
export function repaint(place, ...children) {
  const key = document.activeElement?.dataset?.key
  fill(place, ...children)
  if (key) keyed(place, key)?.focus()
}

/** The words for a key that may be unknown here: then the key itself. */
export const word = (prefix, key) => (words[`${prefix}_${key}`] ? t(`${prefix}_${key}`) : String(key).replaceAll('_', ' '))

/** `9:41:05` */
export const hms = (time) => `${hm(time)}:${String(new Date(time).getSeconds()).padStart(2, '0')}`
export const isToday = (time) => dateOf(time) === dateOf(now())
/** `9:41`, or with its day where that is not today. */
export const short = (time) => (isToday(time) ? hm(time) : `${dayText(dateOf(time))} ${hm(time)}`)
/** A date and a time of the library's clock as RFC 3339. */
export const instant = (date, time = '00:00') => `${date}T${time}:00${zone.offset}`
export const zone = {offset: '+08:00'}

/** A table: `columns` are `[words, cell(row), class]`. */
export function table(caption, columns, rows, empty) {
  if (!rows.length) return h('p.none', null, empty)
  const tag = (kind, name) => (name ? `${kind}.${name}` : kind)
  const heads = columns.map(([words, , name]) => h(tag('th', name), {scope: 'col'}, words))
  const cells = (row) => columns.map(([words, cell, name]) => h(tag('td', name), {'data-label': words}, cell(row)))
  return h('div.scroll', {tabindex: 0, role: 'region', 'aria-label': caption},
    h('table', null,
      h('caption.unseen', null, caption),
      h('thead', null, h('tr', null, heads)),
      h('tbody', null, rows.map((row) => h('tr', null, cells(row))))))
}

/** Says a few words to whoever listens to the screen. */
export const speak = (text) => { document.getElementById('spoken').textContent = text }

/** What was done, with the way back where there is one; stays until the next or until it is put away. */
export function told(text, undo) {
  const place = document.getElementById('toast')
  const away = () => fill(place)
  const back = () => {
    away()
    undo()
  }
  fill(place,
    h('p', null, sign('yes'), h('span', null, text)),
    undo && h('button.second', {type: 'button', onclick: back}, sign('undo'), t('undo')),
    h('button.quiet', {type: 'button', 'aria-label': t('close'), onclick: away}, sign('no')))
  clearTimeout(told.timer)
  told.timer = setTimeout(away, 20e3)
}

/** The campuses' names by their short ones, as far as they are known. */
export const names = {}
export const campusName = (slug, pick) => (names[slug] ? pick(names[slug]) : slug ?? '')
