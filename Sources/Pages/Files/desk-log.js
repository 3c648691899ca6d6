// Who did what, when and why, and the way back where there is one.
import {get} from './api.js'
import {busy, fill, h, heading} from './dom.js'
import {dateOf, now} from './clock.js'
import {actWords, undo} from './desk-act.js'
import {csv} from './desk-file.js'
import {
  campusName, chip, dateChoice, field, hms, isToday, repaint, saying, short, sign, table, word,
} from './desk-parts.js'
import {bus} from './desk.js'
import {pick, t} from './words.js'

const page = 100
let chosen

function path(before) {
  const {from, until} = chosen
  return `/api/v1/desk/acts?${new URLSearchParams({from, until, limit: page, ...(before && {before})})}`
}

export async function screen(place, {signal}) {
  chosen ??= {from: dateOf(now() - 7 * 864e5), until: dateOf(now())}
  const [list, said, shown] = [h('div'), h('div', {role: 'alert'}), []]
  const more = h('button.second', {type: 'button', onclick: () => read(shown.at(-1)?.act)}, t('older'))
  const read = (before) => saying(said, async () => {
    const {acts} = await get(path(before))
    if (!before) shown.length = 0
    shown.push(...acts)
    fill(said)
    repaint(list, table(t('logTitle'), columns(), shown, t('noneSuch')))
    more.hidden = acts.length < page
  })
  for (const name of ['acted', 'staff', 'missed']) bus.addEventListener(name, () => read(), {signal})
  const choose = (news) => {
    Object.assign(chosen, news)
    read()
  }
  const date = (name) => field(t(name), dateChoice(chosen[name], (value) => choose({[name]: value})))
  const take = () => csv(path(), `acts-${chosen.from}-${chosen.until}.csv`)
  const file = h('button.second', {type: 'button', onclick: () => busy(file, take)}, t('csv'))
  place.append(
    h('header.line', null, heading(t('logTitle')), h('div.filters', null, date('from'), date('until'), file)),
    said, list, more)
  await read()
}

/** Who, as a person reads it. */
function whoWords(who) {
  const [kind, name] = who.split(':')
  if (name === undefined) return who
  return kind === 'button' || kind === 'key_switch' ? t('byButton', {lane: name}) : `${name} (${kind})`
}

/** By how much a count was set right. */
function differenceWords({difference}) {
  if (difference === undefined || difference === null) return undefined
  return h('small', null, ` ${t('difference', {n: difference > 0 ? `+${difference}` : difference})}`)
}

const undoButton = (row) => h('button.second', {
  type: 'button',
  'data-key': `undo-${row.act}`,
  'aria-label': t('undoAct', {what: actWords(row)}),
  onclick: () => undo(row),
}, sign('undo'), t('undo'))

const columns = () => [
  [t('when'), (row) => (isToday(row.at) ? hms(row.at) : short(row.at)), 'digits'],
  [t('act'), (row) => [h('b', null, actWords(row)), differenceWords(row)]],
  [t('about'), (row) => [row.lane, campusName(row.campus, pick), row.subject?.includes('*') && row.subject].filter(Boolean).join(' · ')],
  [t('who'), (row) => [whoWords(row.who), row.role && h('small', null, ` ${word('role', row.role)}`)]],
  [t('why'), (row) => row.why, 'long'],
  [t('undo'), (row) => [
    !row.needed && chip('warn', t('notNeeded')),
    row.undoneBy && chip('', t('wasUndone')),
    row.undoable && undoButton(row),
  ], 'buttons'],
]
