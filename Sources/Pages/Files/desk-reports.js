// Reports over any range: a picture that one can read at a glance, the numbers as a table, and as CSV to take away.
import {get} from './api.js'
import {busy, fill, h, heading, problemNote} from './dom.js'
import {dateOf, now} from './clock.js'
import {csv, save} from './desk-file.js'
import {campusName, field, select, table, word} from './desk-parts.js'
import {bars, reasons} from './desk-plot.js'
import {house} from './desk.js'
import {pick, t} from './words.js'

const ago = (days) => dateOf(now() - days * 864e5)
const kinds = ['visits', 'refusals', 'violations', 'acts']
/** Presets: first and last day, and the step that suits them. */
const presets = {
  today: () => [ago(0), ago(0), 'hour'], yesterday: () => [ago(1), ago(1), 'hour'], week: () => [ago(6), ago(0), 'day'],
  month: () => [ago(29), ago(0), 'day'], year: () => [`${ago(334).slice(0, 8)}01`, ago(0), 'month'],
}
/** So many rows of a table are shown; the file has all. */
const mostRows = 400
let chosen

export async function screen(place) {
  chosen ??= {report: 'visits', campus: '', preset: 'week', ...span('week')}
  const [shown, said, form] = [h('div'), h('div', {role: 'alert'}), h('form.choices', {onsubmit: (event) => event.preventDefault()})]
  const campuses = house.now?.campuses ?? (await get('/api/v1/desk/now')).campuses
  const read = async () => {
    choices(form, campuses, change)
    try {
      const answer = await get(path())
      fill(said)
      paint(shown, answer)
    } catch (problem) { if (problem.body) { fill(said, problemNote(problem)); fill(shown) } else throw problem }
  }
  const change = (news) => {
    Object.assign(chosen, news)
    const key = document.activeElement?.dataset?.key
    return read().then(() => key && form.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus())
  }
  place.append(h('header.line', null, heading(t('reportsTitle'))), form, said, shown)
  await read()
}

function span(preset) {
  const [from, until, by] = presets[preset]()
  return {from, until, by}
}

const path = () => `/api/v1/desk/reports/${chosen.report}?${new URLSearchParams({from: chosen.from, until: chosen.until, by: chosen.by, ...(chosen.campus && {campus: chosen.campus})})}`

function choices(form, campuses, change) {
  const pressed = (key, label, isOn, work) => h('button.tab', {type: 'button', 'data-key': key, 'aria-pressed': String(isOn), onclick: work}, label)
  const date = (name) => {
    const input = h('input', {type: 'date', id: `report-${name}`, 'data-key': name, value: chosen[name], required: true, onchange: () => { if (input.value) change({[name]: input.value, preset: undefined}) }})
    return field(t(name), input)
  }
  const campus = select([['', t('all')], ...campuses.map(({campus, name}) => [campus, pick(name)])], {value: chosen.campus, id: 'report-campus', 'data-key': 'campus', onchange: () => change({campus: campus.value})})
  const by = select(['hour', 'day', 'month'].map((step) => [step, t(`by_${step}`)]), {value: chosen.by, id: 'report-by', 'data-key': 'by', onchange: () => change({by: by.value})})
  fill(form,
    h('div.tabs', {role: 'group', 'aria-label': t('report')}, kinds.map((kind) => pressed(`r-${kind}`, t(`r_${kind}`), chosen.report === kind, () => change({report: kind})))),
    h('div.tabs', {role: 'group', 'aria-label': t('range')}, Object.keys(presets).map((name) => pressed(`p-${name}`, t(`p_${name}`), chosen.preset === name, () => change({preset: name, ...span(name)})))),
    h('div.filters', null, date('from'), date('until'), field(t('by'), by), field(t('filterCampus'), campus)))
}

// MARK: What is shown

const value = (row) => row.entries ?? row.count ?? 0

function paint(place, answer) {
  const rows = answer.rows.filter((row) => value(row) || row.exits || row.waived || row.unneeded)
  const total = rows.reduce((sum, row) => sum + value(row), 0)
  const title = t(`plot${answer.report[0].toUpperCase()}${answer.report.slice(1)}`)
  const range = answer.from === answer.until ? answer.from : `${answer.from} – ${answer.until}`
  const drawing = rows.length ? picture(answer, rows, title) : undefined
  const name = `${answer.report}-${answer.from}-${answer.until}`
  const file = h('button.second', {type: 'button', onclick: () => busy(file, () => csv(path(), `${name}.csv`))}, t('csv'))
  fill(place, h('section.card', {'aria-labelledby': 'report-title'},
    h('header.line', null, h('h2', {id: 'report-title'}, `${title} · ${t('total', {n: total})}`, h('small', null, range)),
      h('div.acts', null, file, drawing && h('button.second', {type: 'button', onclick: () => save(drawing.element, `${name}.svg`)}, t('picture')))),
    drawing ? [h('p.small', null, drawing.words), drawing.element] : h('p.none', null, t('nothingCounted'))),
  rows.length > 0 && h('section.card', null, h('details', {open: rows.length <= 40}, h('summary', null, h('h2', null, t('table'))), numbers(answer, rows))))
}

function numbers(answer, rows) {
  const columns = answer.columns.map((column) => [t(`col_${column}`), cells[column] ?? ((row) => row[column] ?? 0), ['period', 'campus', 'code'].includes(column) ? '' : 'digits'])
  return [table(t('table'), columns, rows.slice(0, mostRows), t('nothingCounted')), rows.length > mostRows && h('p.small', null, t('moreInFile', {n: rows.length - mostRows}))]
}

const cells = {
  period: (row) => row.period.replace('T', ' ') + (row.period.length === 13 ? ':00' : ''),
  campus: (row) => (row.campus ? campusName(row.campus, pick) : t('house')),
  code: (row) => codeWords(row),
}

const codeWords = (row) => (row.message ? pick(row.message) : word({visits: 'c', refusals: 'c', violations: 'kind', acts: 'k'}[chosen.report], row.code))

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
  if (profile) for (const list of values) list.forEach((sum, index) => { list[index] = Math.round((sum / days) * 10) / 10 })
  const [first, last] = trim(values, answer.by === 'hour')
  const labels = periods.slice(first, last).map((period) => label(period, answer.by, profile))
  const shown = series.map((one, index) => ({...one, values: values[index].slice(first, last)}))
  const sums = labels.map((_, index) => shown.reduce((sum, one) => sum + one.values[index], 0))
  const most = sums.indexOf(Math.max(...sums))
  const words = `${t(profile ? 'perHour' : {hour: 'perHourOf', day: 'perDayOf', month: 'perMonthOf'}[answer.by])} · ${t('mostThen', {label: labels[most], n: Math.round(sums[most] * 10) / 10})}`
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

const label = (period, by, profile) => (profile ? `${Number(period)}:00` : by === 'hour' ? `${Number(period.slice(11))}:00` : by === 'day' ? `${Number(period.slice(5, 7))}/${Number(period.slice(8))}` : period)
