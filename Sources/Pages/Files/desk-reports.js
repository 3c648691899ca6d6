// Reports over any range: a picture that one can read at a glance, the numbers as a table, and as CSV to take away.
import {get} from './api.js'
import {busy, fill, h, heading, instead} from './dom.js'
import {dateOf, now} from './clock.js'
import {csv, save} from './desk-file.js'
import {campusName, campusOptions, choice, dateChoice, field, keyed, orAll, saying, table, word} from './desk-parts.js'
import {bars, reasons} from './desk-plot.js'
import {campuses} from './desk.js'
import {pick, t} from './words.js'

const ago = (days) => dateOf(now() - days * 864e5)
const kinds = ['visits', 'refusals', 'violations', 'acts']
/** Presets: first and last day, and the step that suits them. */
const presets = {
  today: () => [ago(0), ago(0), 'hour'],
  yesterday: () => [ago(1), ago(1), 'hour'],
  week: () => [ago(6), ago(0), 'day'],
  month: () => [ago(29), ago(0), 'day'],
  year: () => [`${ago(334).slice(0, 8)}01`, ago(0), 'month'],
}
/** So many rows of a table are shown; the file has all. */
const mostRows = 400
let chosen

export async function screen(place) {
  chosen ??= {report: 'visits', campus: '', preset: 'week', ...span('week')}
  const [shown, said] = [h('div'), h('div', {role: 'alert'})]
  const form = h('form.choices', {onsubmit: instead(() => {})})
  const known = await campuses()
  const read = async () => {
    choices(form, known, change)
    const isRead = await saying(said, async () => {
      const answer = await get(path())
      fill(said)
      paint(shown, answer)
    })
    if (!isRead) fill(shown)
  }
  const change = async (news) => {
    Object.assign(chosen, news)
    const key = document.activeElement?.dataset?.key
    await read()
    if (key) keyed(form, key)?.focus()
  }
  place.append(h('header.line', null, heading(t('reportsTitle'))), form, said, shown)
  await read()
}

function span(preset) {
  const [from, until, by] = presets[preset]()
  return {from, until, by}
}

function path() {
  const {report, campus, from, until, by} = chosen
  return `/api/v1/desk/reports/${report}?${new URLSearchParams({from, until, by, ...(campus && {campus})})}`
}

function choices(form, campuses, change) {
  const kindTab = (kind) => tab(`r-${kind}`, t(`r_${kind}`), chosen.report === kind, () => change({report: kind}))
  const presetTab = (name) =>
    tab(`p-${name}`, t(`p_${name}`), chosen.preset === name, () => change({preset: name, ...span(name)}))
  const date = (name) => {
    const choose = (value) => change({[name]: value, preset: undefined})
    return field(t(name), dateChoice(chosen[name], choose, {id: `report-${name}`, 'data-key': name}))
  }
  const steps = ['hour', 'day', 'month'].map((step) => [step, t(`by_${step}`)])
  const by = choice(steps, chosen.by, (by) => change({by}), {id: 'report-by', 'data-key': 'by'})
  const places = orAll(campusOptions(campuses))
  const campus = choice(places, chosen.campus, (campus) => change({campus}), {id: 'report-campus', 'data-key': 'campus'})
  fill(form,
    h('div.tabs', {role: 'group', 'aria-label': t('report')}, kinds.map(kindTab)),
    h('div.tabs', {role: 'group', 'aria-label': t('range')}, Object.keys(presets).map(presetTab)),
    h('div.filters', null, date('from'), date('until'), field(t('by'), by), field(t('filterCampus'), campus)))
}

const tab = (key, label, isOn, work) =>
  h('button.tab', {type: 'button', 'data-key': key, 'aria-pressed': String(isOn), onclick: work}, label)

// MARK: What is shown

const value = (row) => row.entries ?? row.count ?? 0

function paint(place, answer) {
  const rows = answer.rows.filter((row) => value(row) || row.exits || row.waived || row.unneeded)
  const title = t(`plot${answer.report[0].toUpperCase()}${answer.report.slice(1)}`)
  const drawing = rows.length ? picture(answer, rows, title) : undefined
  const atOnce = rows.length <= 40
  fill(place,
    h('section.card', {'aria-labelledby': 'report-title'},
      h('header.line', null, headline(answer, rows, title), files(answer, drawing)),
      drawing ? [h('p.small', null, drawing.words), drawing.element] : h('p.none', null, t('nothingCounted'))),
    rows.length > 0 && h('section.card', null,
      h('details', {open: atOnce}, h('summary', null, h('h2', null, t('table'))), numbers(answer, rows))))
}

function headline({from, until}, rows, title) {
  const total = rows.reduce((sum, row) => sum + value(row), 0)
  const range = from === until ? from : `${from} – ${until}`
  return h('h2', {id: 'report-title'}, `${title} · ${t('total', {n: total})}`, h('small', null, range))
}

/** The report to take away: its numbers, and its picture where there is one. */
function files({report, from, until}, drawing) {
  const name = `${report}-${from}-${until}`
  const take = () => csv(path(), `${name}.csv`)
  const takePicture = () => save(drawing.element, `${name}.svg`)
  const file = h('button.second', {type: 'button', onclick: () => busy(file, take)}, t('csv'))
  return h('div.acts', null,
    file,
    drawing && h('button.second', {type: 'button', onclick: takePicture}, t('picture')))
}

function numbers(answer, rows) {
  const more = rows.length - mostRows
  return [
    table(t('table'), answer.columns.map(column), rows.slice(0, mostRows), t('nothingCounted')),
    more > 0 && h('p.small', null, t('moreInFile', {n: more})),
  ]
}

/** A column of the answer: the cells that are words, or else a count. */
function column(name) {
  const count = (row) => row[name] ?? 0
  return [t(`col_${name}`), cells[name] ?? count, cells[name] ? '' : 'digits']
}

const cells = {
  period: (row) => row.period.replace('T', ' ') + (row.period.length === 13 ? ':00' : ''),
  campus: (row) => (row.campus ? campusName(row.campus, pick) : t('house')),
  code: (row) => codeWords(row),
}

/** How the words for the codes of a report begin. */
const prefixes = {visits: 'c', refusals: 'c', violations: 'kind', acts: 'k'}
const codeWords = (row) => (row.message ? pick(row.message) : word(prefixes[chosen.report], row.code))

/** Reasons lie as bars, the most frequent first; visits and violations stand along the time. */
function picture(answer, rows, title) {
  const campuses = [...new Set(rows.map(({campus}) => campus))].sort()
  const series = campuses.map((campus) => ({campus, name: campus ? campusName(campus, pick) : t('house')}))
  if (answer.report === 'refusals' || answer.report === 'acts') return byReason(rows, title, series)
  return byTime(answer, rows, title, series)
}

function byReason(rows, title, series) {
  const sums = new Map()
  for (const row of rows) {
    const name = codeWords(row)
    if (!sums.has(name)) sums.set(name, series.map(() => 0))
    sums.get(name)[series.findIndex(({campus}) => campus === row.campus)] += value(row)
  }
  const sum = ([, values]) => values.reduce((total, one) => total + one, 0)
  const list = [...sums].sort((one, other) => sum(other) - sum(one)).slice(0, 20)
  const words = t('mostThen', {label: list[0][0], n: sum(list[0])})
  return {element: reasons(`${title}. ${words}`, list, series), words}
}

const tenths = (number) => Math.round(number * 10) / 10

function byTime(answer, rows, title, series) {
  const profile = answer.by === 'hour' && answer.from !== answer.until
  const periods = profile ? Array.from({length: 24}, (_, hour) => String(hour).padStart(2, '0')) : every(answer)
  const days = (Date.parse(answer.until) - Date.parse(answer.from)) / 864e5 + 1
  const at = new Map(periods.map((period, index) => [period, index]))
  const values = series.map(() => periods.map(() => 0))
  for (const row of rows) {
    const index = at.get(profile ? row.period.slice(11) : row.period)
    if (index !== undefined) values[series.findIndex(({campus}) => campus === row.campus)][index] += value(row)
  }
  if (profile) for (const list of values) list.forEach((sum, index) => { list[index] = tenths(sum / days) })
  const [first, last] = trim(values, answer.by === 'hour')
  const labels = periods.slice(first, last).map((period) => label(period, answer.by, profile))
  const shown = series.map((one, index) => ({...one, values: values[index].slice(first, last)}))
  const sums = labels.map((_, index) => shown.reduce((sum, one) => sum + one.values[index], 0))
  const most = sums.indexOf(Math.max(...sums))
  const per = profile ? 'perHour' : {hour: 'perHourOf', day: 'perDayOf', month: 'perMonthOf'}[answer.by]
  const words = `${t(per)} · ${t('mostThen', {label: labels[most], n: tenths(sums[most])})}`
  return {element: bars(`${title}. ${words}`, labels, shown), words}
}

/** Every period of the range, also those in which nothing was counted. */
function every({from, until, by}) {
  if (by === 'hour') return Array.from({length: 24}, (_, hour) => `${from}T${String(hour).padStart(2, '0')}`)
  const list = []
  for (let day = Date.parse(from); day <= Date.parse(until); day += 864e5) {
    const text = new Date(day).toISOString().slice(0, by === 'month' ? 7 : 10)
    if (list.at(-1) !== text) list.push(text)
  }
  return list
}

/** Hours of the night without anything are left out at both ends. */
function trim(values, isHours) {
  if (!isHours) return [0, undefined]
  const busyHours = values[0].map((_, index) => values.some((list) => list[index] > 0))
  return [busyHours.indexOf(true), busyHours.lastIndexOf(true) + 1]
}

/** `9:00`, `11/21` or `2026-11` */
function label(period, by, profile) {
  if (profile) return `${Number(period)}:00`
  if (by === 'hour') return `${Number(period.slice(11))}:00`
  return by === 'day' ? `${Number(period.slice(5, 7))}/${Number(period.slice(8))}` : period
}
