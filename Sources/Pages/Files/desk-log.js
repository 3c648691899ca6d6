// Who did what, when and why, and the way back where there is one.
import {get} from './api.js'
import {busy, fill, h, heading, problemNote} from './dom.js'
import {dateOf, now} from './clock.js'
import {actWords, undo} from './desk-act.js'
import {csv} from './desk-file.js'
import {campusName, chip, field, hms, isToday, short, sign, table, word} from './desk-parts.js'
import {bus} from './desk.js'
import {pick, t} from './words.js'

const page = 100
let chosen

const path = (before) => `/api/v1/desk/acts?${new URLSearchParams({from: chosen.from, until: chosen.until, limit: page, ...(before && {before})})}`

export async function screen(place, {signal}) {
  chosen ??= {from: dateOf(now() - 7 * 864e5), until: dateOf(now())}
  const [list, said, shown] = [h('div'), h('div', {role: 'alert'}), []]
  const more = h('button.second', {type: 'button', onclick: () => read(shown.at(-1)?.act)}, t('older'))
  async function read(before) {
    try {
      const {acts} = await get(path(before))
      if (!before) shown.length = 0
      shown.push(...acts)
      fill(said)
      const key = document.activeElement?.dataset?.key
      fill(list, table(t('logTitle'), columns(), shown, t('noneSuch')))
      if (key) list.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus()
      more.hidden = acts.length < page
    } catch (problem) { if (problem.body) fill(said, problemNote(problem)); else throw problem }
  }
  for (const name of ['acted', 'staff', 'missed']) bus.addEventListener(name, () => read(), {signal})
  const date = (name) => {
    const input = h('input', {type: 'date', value: chosen[name], required: true, onchange: () => { if (input.value) { chosen[name] = input.value; read() } }})
    return field(t(name), input)
  }
  const file = h('button.second', {type: 'button', onclick: () => busy(file, () => csv(path(), `acts-${chosen.from}-${chosen.until}.csv`))}, t('csv'))
  place.append(h('header.line', null, heading(t('logTitle')), h('div.filters', null, date('from'), date('until'), file)), said, list, more)
  await read()
}

/** Who, as a person reads it. */
function whoWords(who) {
  const [kind, name] = who.split(':')
  if (name === undefined) return who
  return kind === 'button' || kind === 'key_switch' ? t('byButton', {lane: name}) : `${name} (${kind})`
}

const columns = () => [
  [t('when'), (row) => (isToday(row.at) ? hms(row.at) : short(row.at)), 'digits'],
  [t('act'), (row) => [h('b', null, actWords(row)), row.difference !== undefined && row.difference !== null && h('small', null, ` ${t('difference', {n: row.difference > 0 ? `+${row.difference}` : row.difference})}`)]],
  [t('about'), (row) => [row.lane, campusName(row.campus, pick), row.subject?.includes('*') && row.subject].filter(Boolean).join(' · ')],
  [t('who'), (row) => [whoWords(row.who), row.role && h('small', null, ` ${word('role', row.role)}`)]],
  [t('why'), (row) => row.why, 'long'],
  [t('undo'), (row) => [!row.needed && chip('warn', t('notNeeded')), row.undoneBy && chip('', t('wasUndone')),
    row.undoable && h('button.second', {type: 'button', 'data-key': `undo-${row.act}`, 'aria-label': t('undoAct', {what: actWords(row)}), onclick: () => undo(row)}, sign('undo'), t('undo'))], 'buttons'],
]
