// One patron by the number of the campus card: bookings, passes for paper, violations, appeals.
import {post} from './api.js'
import {busy, fill, h, heading, instead} from './dom.js'
import {now, span} from './clock.js'
import {act} from './desk-act.js'
import {campusName, chip, field, saying, short, sign, table, word} from './desk-parts.js'
import {print} from './desk-print.js'
import {violationColumns} from './desk-violations.js'
import {bus, may} from './desk.js'
import {pick, t} from './words.js'

export function screen(place, {signal}) {
  const card = h('input', {id: 'card', required: true, maxlength: 32, autocomplete: 'off', inputmode: 'text', spellcheck: 'false'})
  const why = h('input', {id: 'look-why', required: true, maxlength: 200, list: 'look-reasons'})
  const reasons = t('because_look_up').split('|').map((value) => h('option', {value}))
  const said = h('div', {role: 'alert'})
  const found = h('div.found', {'aria-live': 'off'})
  const button = h('button.main', {type: 'submit'}, sign('patron'), t('lookUp'))
  let shown
  const read = async () => {
    fill(said)
    const isRead = await saying(said, async () => {
      shown = await post('/api/v1/desk/patrons', {card: card.value.trim(), why: why.value.trim()})
      paint(found, shown)
    })
    if (isRead) return
    shown = undefined
    fill(found)
  }
  const lookUp = async () => {
    await busy(button, read)
    found.querySelector('h2')?.focus()
  }
  // What an act changed is changed here too: asking again would be another look.
  bus.addEventListener('acted', ({detail}) => {
    const violation = detail?.kind === 'waive' && shown?.violations.find(({booking}) => booking === detail.subject)
    if (!violation) return
    Object.assign(violation, {counts: Boolean(detail.undoes), waiver: detail.undoes ? undefined : {why: detail.why}})
    paint(found, shown)
  }, {signal})
  const form = h('form.ask', {onsubmit: instead(lookUp)},
    field(t('number'), card),
    field(t('why'), why, h('datalist', {id: 'look-reasons'}, reasons)),
    button,
    h('p.small', null, t('e_look_up')))
  place.append(heading(t('patronTitle')), form, said, found)
}

/** As the server shows numbers elsewhere: what is said of an act stays on the screen for a while. */
const masked = (number) => (number.length < 8 ? `${number.slice(0, 1)}****` : `${number.slice(0, 4)}****${number.slice(-2)}`)

function paint(place, patron) {
  const {suspension} = patron
  const about = masked(patron.patron)
  const violations = patron.violations.map((one) => ({patron: about, ...one}))
  fill(place,
    h('header.line', null,
      h('h2', {tabindex: -1}, patron.name),
      h('span.digits', null, patron.patron),
      chip(patron.standing === 'active' ? 'good' : 'bad', word('standing', patron.standing)),
      suspension && chip('warn', t('suspendedUntil', {time: short(suspension.until)}))),
    h('section.card', null,
      h('h3', null, t('bookingsOf')),
      table(t('bookingsOf'), bookingColumns(about), patron.bookings, t('noneBooked'))),
    h('section.card', null,
      h('h3', null, t('violations')),
      table(t('violations'), violationColumns(false), violations, t('noneViolated'))))
}

const stateKinds = {in_use: 'good', checked_in: 'good', no_show: 'bad', not_signed_out: 'bad'}

function bookingColumns(about) {
  const open = (row) => ['booked', 'checked_in', 'in_use'].includes(row.state) && Date.parse(row.end) > now()
  const printPass = async (row) => {
    const made = await act('print_pass', {booking: row.booking}, {about})
    if (made) print(made, row)
  }
  const revoke = (row) => act('revoke', {booking: row.booking}, {about, danger: true})
  const button = (key, work, ...label) => h('button.second', {type: 'button', 'data-key': key, onclick: work}, label)
  return [
    [t('when'), whenWords, 'digits'],
    [t('campus'), (row) => campusName(row.campus, pick)],
    [t('state'), (row) => chip(stateKinds[row.state] ?? '', t(`state_${row.state}`))],
    [t('acts'), (row) => open(row) && [
      may('print_pass') && button(`print-${row.booking}`, () => printPass(row), sign('print'), t('k_print_pass')),
      may('revoke') && button(`revoke-${row.booking}`, () => revoke(row), sign('no'), t('k_revoke')),
    ], 'buttons'],
  ]
}

/** The day is named once, also where it is not today. */
function whenWords({start, end}) {
  const whole = span(start, end)
  return short(start).length > 6 ? `${short(start)}–${whole.split('–')[1]}` : whole
}
