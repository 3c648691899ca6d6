// Violations and appeals: waive one, waive an outage, answer.
import {call, get} from './api.js'
import {fill, h, heading, problemNote} from './dom.js'
import {dateOf, hm, now} from './clock.js'
import {act, ask, actWords} from './desk-act.js'
import {campusName, chip, field, instant, select, short, table, told} from './desk-parts.js'
import {bus, house, may} from './desk.js'
import {pick, t} from './words.js'

const day = (ago) => dateOf(now() - ago * 864e5)
let chosen

export async function screen(place, {signal}) {
  chosen ??= {campus: '', from: day(7), until: day(0), counts: true}
  const [appeals, violations, said] = [h('div'), h('div'), h('div', {role: 'alert'})]
  async function read() {
    try {
      const query = new URLSearchParams({from: chosen.from, until: chosen.until, ...(chosen.campus && {campus: chosen.campus}), ...(chosen.counts && {counts: true})})
      const [one, two] = await Promise.all([get('/api/v1/desk/appeals'), get(`/api/v1/desk/violations?${query}`)])
      fill(said)
      paintAppeals(appeals, one.appeals)
      fill(violations, table(t('violationsTitle'), violationColumns(true), two.violations, t('noneViolated')))
    } catch (problem) { if (problem.body) fill(said, problemNote(problem)); else throw problem }
  }
  for (const name of ['acted', 'staff']) bus.addEventListener(name, () => read(), {signal})
  const campuses = house.now?.campuses ?? (await get('/api/v1/desk/now')).campuses
  place.append(heading(t('violationsTitle')), said,
    h('section.card', {'aria-labelledby': 'appeals-title'}, h('h2', {id: 'appeals-title'}, t('appealsOpen')), appeals),
    h('section.card', {'aria-labelledby': 'violations-title'}, h('div.line', null, h('h2', {id: 'violations-title'}, t('violations')),
      may('waive_outage') && h('button.second', {type: 'button', 'data-key': 'outage', onclick: () => outage(campuses)}, t('outage'))),
    filters(campuses, read), violations))
  await read()
}

function filters(campuses, read) {
  const date = (name) => {
    const input = h('input', {type: 'date', value: chosen[name], required: true, onchange: () => { if (input.value) { chosen[name] = input.value; read() } }})
    return input
  }
  const campus = select([['', t('all')], ...campuses.map(({campus, name}) => [campus, pick(name)])], {value: chosen.campus, onchange: () => { chosen.campus = campus.value; read() }})
  const counts = h('input', {type: 'checkbox', id: 'counts', checked: chosen.counts, onchange: () => { chosen.counts = counts.checked; read() }})
  return h('div.filters', null, field(t('from'), date('from')), field(t('until'), date('until')), field(t('campus'), campus),
    h('div.check', null, counts, h('label', {for: 'counts'}, t('onlyCounting'))))
}

/** `full`: with whom and where. */
export function violationColumns(full) {
  return [
    [t('when'), (row) => short(row.at), 'digits'],
    full && [t('number'), (row) => row.patron ?? '', 'digits'],
    [t('campus'), (row) => campusName(row.campus, pick)],
    [t('kindOf'), (row) => [t(`kind_${row.kind}`), h('small', null, ` ${row.rule ?? ''}`)]],
    [t('state'), (row) => (row.counts ? chip('bad', t('counts'), 'no') : [chip('good', t('waived'), 'yes'), row.waiver && h('small', null, ` ${row.waiver.why}`)])],
    [t('acts'), (row) => row.counts && may('waive') && h('button.second', {type: 'button', 'data-key': `waive-${row.booking}`, 'aria-label': `${t('k_waive')} ${row.patron ?? ''} ${short(row.at)}`,
      onclick: () => act('waive', {booking: row.booking}, {about: row.patron})}, t('k_waive')), 'buttons'],
  ].filter(Boolean)
}

// MARK: Appeals

function paintAppeals(place, appeals) {
  const [open, answered] = [appeals.filter((one) => !one.answer), appeals.filter((one) => one.answer)]
  fill(place, open.length ? h('ul.appeals', null, open.map(appeal)) : h('p.none', null, t('noAppeals')),
    answered.length > 0 && h('details', null, h('summary', null, `${t('answered')} (${answered.length})`), h('ul.appeals', null, answered.map(appeal))))
}

function appeal(one) {
  const reply = (granted) => answer(one, granted)
  const button = (granted, name) => h(`button.${name}`, {type: 'button', 'data-key': `answer-${granted}-${one.booking}`, onclick: () => reply(granted)}, t(granted ? 'answerGrant' : 'answerDecline'))
  return h('li', null, h('p', null, h('b.digits', null, one.patron), ` · ${campusName(one.campus, pick)} `, one.kind && t(`kind_${one.kind}`), ' ', h('small', null, short(one.at))),
    h('blockquote', null, one.words),
    one.answer ? h('p', null, chip(one.answer.granted ? 'good' : 'warn', t(one.answer.granted ? 'granted' : 'notGranted')), ` ${one.answer.words} `, h('small', null, `${one.answer.who ?? ''} ${short(one.answer.at)}`))
      : may('answer_appeal') && h('div.acts', null, button(true, 'main'), button(false, 'second')))
}

/** The answer is the reason: the patron reads it. */
async function answer(one, granted) {
  const done = await ask({
    title: `${t('k_answer_appeal')} · ${one.patron}`, explain: t(granted ? 'answerGrant' : 'answerDecline'), label: t('answerWords'), reasons: 'because_answer_appeal', danger: !granted,
    send: (words, key) => call('POST', '/api/v1/desk/acts', {kind: 'answer_appeal', booking: one.booking, granted, words, why: words}, {'Idempotency-Key': key}),
  })
  if (!done) return
  told(t('done', {what: `${actWords(done)} · ${one.patron}`}))
  bus.dispatchEvent(new Event('acted'))
}

// MARK: An outage

/** What it would touch is shown before it can be confirmed. */
function outage(campuses) {
  const campus = select(campuses.map(({campus, name}) => [campus, pick(name)]), {id: 'outage-campus', value: campuses[0]?.campus})
  const today = day(0)
  const time = (id, value) => [h('input', {type: 'date', id: `${id}-day`, value: today, required: true}), h('input', {type: 'time', id: `${id}-time`, value, required: true})]
  const [from, until] = [time('outage-from', hm(now() - 36e5).padStart(5, '0')), time('outage-until', hm(now()).padStart(5, '0'))]
  const bounds = () => ({campus: campus.value, from: instant(from[0].value, from[1].value), until: instant(until[0].value, until[1].value)})
  const found = h('div', {role: 'status'})
  const show = async () => {
    try {
      const {violations} = await get(`/api/v1/desk/violations?${new URLSearchParams({...bounds(), counts: true})}`)
      fill(found, h('p', null, h('b', null, violations.length ? t('previewFound', {n: violations.length}) : t('previewNone'))),
        violations.length > 0 && h('ul.preview', {tabindex: 0, 'aria-label': t('preview')}, violations.slice(0, 50).map((one) => h('li', null, `${short(one.at)} ${one.patron} ${t(`kind_${one.kind}`)}`))))
    } catch (problem) { if (problem.body) fill(found, problemNote(problem)); else throw problem }
  }
  const pair = (words, inputs) => h('div.pair', null, field(words, inputs[0]), field(`${words} ${t('when')}`, inputs[1]))
  const fields = h('div.fields', null, field(t('campus'), campus), pair(t('from'), from), pair(t('until'), until),
    h('button.second', {type: 'button', onclick: show}, t('preview')), found)
  return act('waive_outage', bounds, {explain: t('e_outage'), reasons: 'because_outage', fields})
}
