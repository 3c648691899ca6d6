// Violations and appeals: waive one, waive an outage, answer.
import {call, get} from './api.js'
import {fill, h, heading} from './dom.js'
import {dateOf, hm, now} from './clock.js'
import {act, ask, actWords} from './desk-act.js'
import {
  campusName, campusOptions, chip, choice, dateChoice, field, instant, orAll, saying, select, short, table, told,
} from './desk-parts.js'
import {bus, campuses, may} from './desk.js'
import {pick, t} from './words.js'

const day = (ago) => dateOf(now() - ago * 864e5)
let chosen

export async function screen(place, {signal}) {
  chosen ??= {campus: '', from: day(7), until: day(0), counts: true}
  const [appeals, violations, said] = [h('div'), h('div'), h('div', {role: 'alert'})]
  const read = () => saying(said, async () => {
    const [one, two] = await Promise.all([get('/api/v1/desk/appeals'), get(path())])
    fill(said)
    paintAppeals(appeals, one.appeals)
    fill(violations, table(t('violationsTitle'), violationColumns(true), two.violations, t('noneViolated')))
  })
  const choose = (news) => {
    Object.assign(chosen, news)
    read()
  }
  for (const name of ['acted', 'staff']) bus.addEventListener(name, () => read(), {signal})
  const known = await campuses()
  const outageButton = () => h('button.second', {type: 'button', 'data-key': 'outage', onclick: () => outage(known)}, t('outage'))
  place.append(heading(t('violationsTitle')), said,
    h('section.card', {'aria-labelledby': 'appeals-title'}, h('h2', {id: 'appeals-title'}, t('appealsOpen')), appeals),
    h('section.card', {'aria-labelledby': 'violations-title'},
      h('div.line', null, h('h2', {id: 'violations-title'}, t('violations')), may('waive_outage') && outageButton()),
      filters(known, choose),
      violations))
  await read()
}

function path() {
  const {campus, from, until, counts} = chosen
  return `/api/v1/desk/violations?${new URLSearchParams({from, until, ...(campus && {campus}), ...(counts && {counts})})}`
}

function filters(campuses, choose) {
  const date = (name) => field(t(name), dateChoice(chosen[name], (value) => choose({[name]: value})))
  const campus = choice(orAll(campusOptions(campuses)), chosen.campus, (campus) => choose({campus}))
  const switched = () => choose({counts: counts.checked})
  const counts = h('input', {type: 'checkbox', id: 'counts', checked: chosen.counts, onchange: switched})
  return h('div.filters', null,
    date('from'),
    date('until'),
    field(t('campus'), campus),
    h('div.check', null, counts, h('label', {for: 'counts'}, t('onlyCounting'))))
}

/** `full`: with whom and where. */
export function violationColumns(full) {
  return [
    [t('when'), (row) => short(row.at), 'digits'],
    full && [t('number'), (row) => row.patron ?? '', 'digits'],
    [t('campus'), (row) => campusName(row.campus, pick)],
    [t('kindOf'), (row) => [t(`kind_${row.kind}`), h('small', null, ` ${row.rule ?? ''}`)]],
    [t('state'), (row) => (row.counts ? chip('bad', t('counts'), 'no') : waived(row.waiver))],
    [t('acts'), (row) => row.counts && may('waive') && waiveButton(row), 'buttons'],
  ].filter(Boolean)
}

const waived = (waiver) => [chip('good', t('waived'), 'yes'), waiver && h('small', null, ` ${waiver.why}`)]

const waiveButton = (row) => h('button.second', {
  type: 'button',
  'data-key': `waive-${row.booking}`,
  'aria-label': `${t('k_waive')} ${row.patron ?? ''} ${short(row.at)}`,
  onclick: () => act('waive', {booking: row.booking}, {about: row.patron}),
}, t('k_waive'))

// MARK: Appeals

function paintAppeals(place, appeals) {
  const [open, answered] = [appeals.filter((one) => !one.answer), appeals.filter((one) => one.answer)]
  fill(place,
    open.length ? h('ul.appeals', null, open.map(appeal)) : h('p.none', null, t('noAppeals')),
    answered.length > 0 && h('details', null,
      h('summary', null, `${t('answered')} (${answered.length})`),
      h('ul.appeals', null, answered.map(appeal))))
}

function appeal(one) {
  return h('li', null,
    h('p', null,
      h('b.digits', null, one.patron),
      ` · ${campusName(one.campus, pick)} `,
      one.kind && t(`kind_${one.kind}`),
      ' ',
      h('small', null, short(one.at))),
    h('blockquote', null, one.words),
    one.answer ? answerWords(one.answer) : may('answer_appeal') && answerButtons(one))
}

function answerWords({granted, words, who, at}) {
  return h('p', null,
    chip(granted ? 'good' : 'warn', t(granted ? 'granted' : 'notGranted')),
    ` ${words} `,
    h('small', null, `${who ?? ''} ${short(at)}`))
}

function answerButtons(one) {
  const button = (granted, name) => h(`button.${name}`, {
    type: 'button',
    'data-key': `answer-${granted}-${one.booking}`,
    onclick: () => answer(one, granted),
  }, t(granted ? 'answerGrant' : 'answerDecline'))
  return h('div.acts', null, button(true, 'main'), button(false, 'second'))
}

/** The answer is the reason: the patron reads it. */
async function answer(one, granted) {
  const send = (words, key) => {
    const body = {kind: 'answer_appeal', booking: one.booking, granted, words, why: words}
    return call('POST', '/api/v1/desk/acts', body, {'Idempotency-Key': key})
  }
  const done = await ask({
    title: `${t('k_answer_appeal')} · ${one.patron}`,
    explain: t(granted ? 'answerGrant' : 'answerDecline'),
    label: t('answerWords'),
    reasons: 'because_answer_appeal',
    danger: !granted,
    send,
  })
  if (!done) return
  told(t('done', {what: `${actWords(done)} · ${one.patron}`}))
  bus.dispatchEvent(new Event('acted'))
}

// MARK: An outage

/** What it would touch is shown before it can be confirmed. */
function outage(campuses) {
  const campus = select(campusOptions(campuses), {id: 'outage-campus', value: campuses[0]?.campus})
  const [from, until] = [moment('outage-from', now() - 36e5), moment('outage-until', now())]
  const bounds = () => ({campus: campus.value, from: chosenInstant(from), until: chosenInstant(until)})
  const found = h('div', {role: 'status'})
  const show = () => saying(found, async () => {
    const {violations} = await get(`/api/v1/desk/violations?${new URLSearchParams({...bounds(), counts: true})}`)
    fill(found, preview(violations))
  })
  const pair = (words, [date, time]) => h('div.pair', null, field(words, date), field(`${words} ${t('when')}`, time))
  const fields = h('div.fields', null,
    field(t('campus'), campus),
    pair(t('from'), from),
    pair(t('until'), until),
    h('button.second', {type: 'button', onclick: show}, t('preview')),
    found)
  return act('waive_outage', bounds, {explain: t('e_outage'), reasons: 'because_outage', fields})
}

/** Two fields, the day of today and the time of the clock as it is at `time`. */
const moment = (id, time) => [
  h('input', {type: 'date', id: `${id}-day`, value: day(0), required: true}),
  h('input', {type: 'time', id: `${id}-time`, value: hm(time).padStart(5, '0'), required: true}),
]

const chosenInstant = ([date, time]) => instant(date.value, time.value)

function preview(violations) {
  const item = (one) => h('li', null, `${short(one.at)} ${one.patron} ${t(`kind_${one.kind}`)}`)
  const words = violations.length ? t('previewFound', {n: violations.length}) : t('previewNone')
  return [
    h('p', null, h('b', null, words)),
    violations.length > 0 && h('ul.preview', {tabindex: 0, 'aria-label': t('preview')}, violations.slice(0, 50).map(item)),
  ]
}
