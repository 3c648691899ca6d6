// Who is inside, masked; in full on demand, and that look is recorded.
import {get} from './api.js'
import {fill, h, heading} from './dom.js'
import {length} from './clock.js'
import {act, look} from './desk-act.js'
import {
  campusName, campusOptions, choice, field, orAll, repaint, saying, short, sign, speak, table, word,
} from './desk-parts.js'
import {bus, campuses, may} from './desk.js'
import {pick, t} from './words.js'

let chosen = ''

export async function screen(place, {signal}) {
  const list = h('div')
  const count = h('p.count')
  const said = h('div', {role: 'alert'})
  const seen = new Map()
  const read = () => saying(said, async () => {
    const {inside, now} = await get(`/api/v1/desk/inside${chosen ? `?campus=${chosen}` : ''}`)
    fill(said)
    fill(count, t('insideCount', {n: inside.length}))
    repaint(list, table(t('insideTitle'), columns(now, seen, read), inside, t('insideNobody')))
  })
  const choose = (campus) => {
    chosen = campus
    read()
  }
  for (const name of ['passage', 'acted', 'missed']) bus.addEventListener(name, soon(read), {signal})
  const input = choice(orAll(campusOptions(await campuses())), chosen, choose)
  place.append(h('header.line', null, heading(t('insideTitle')), count, field(t('filterCampus'), input)), said, list)
  await read()
}

/** Several reasons within a moment are one. */
function soon(work) {
  let timer
  const run = () => {
    timer = undefined
    work()
  }
  return () => { timer ??= setTimeout(run, 300) }
}

function columns(now, seen, read) {
  const about = (row) => row.patron ?? t('nobodyKnown')
  const reveal = async (row) => {
    const who = await look({visit: row.visit}, about(row))
    if (!who) return
    seen.set(row.visit, who)
    speak(t('lookRecorded'))
    read()
  }
  const lookButton = (row) => h('button.second', {
    type: 'button',
    'data-key': `look-${row.visit}`,
    'aria-label': t('revealOf', {what: about(row)}),
    onclick: () => reveal(row),
  }, sign('eye'), t('reveal'))
  const outButton = (row) => h('button.second', {
    type: 'button',
    'data-key': `out-${row.visit}`,
    'aria-label': `${t('k_sign_out')} ${about(row)}`,
    onclick: () => act('sign_out', {visit: row.visit}, {about: about(row)}),
  }, sign('out'), t('k_sign_out'))
  return [
    [t('campus'), (row) => campusName(row.campus, pick)],
    [t('name'), (row) => (seen.has(row.visit) ? h('b', null, seen.get(row.visit).name) : row.name ?? t('nobodyKnown'))],
    [t('number'), (row) => (seen.has(row.visit) ? h('b', null, seen.get(row.visit).patron) : row.patron ?? ''), 'digits'],
    [t('entered'), (row) => [short(row.enteredAt), h('small', null, ` ${length(row.enteredAt, now)}`)], 'digits'],
    [t('bookedUntil'), (row) => (row.bookingEnd ? short(row.bookingEnd) : ''), 'digits'],
    [t('cause'), (row) => word('cause', row.cause)],
    [t('acts'), (row) => [
      row.patron && !seen.has(row.visit) && may('look') && lookButton(row),
      may('sign_out') && outButton(row),
    ], 'buttons'],
  ]
}
