// What is shown at the cameras, the newest first, and why it was let through or not.
import {get} from './api.js'
import {fill, h} from './dom.js'
import {look} from './desk-act.js'
import {campusName, campusOptions, choice, field, hms, isToday, orAll, saying, short, sign, word} from './desk-parts.js'
import {bus, house, may} from './desk.js'
import {codes} from './desk-words.js'
import {pick, t} from './words.js'

/** So many at first and with each further step; no list grows beyond `most`. */
const page = 50
const most = 500
/** What was chosen to be seen; kept over a change of the screen. */
const chosen = {campus: '', lane: '', result: '', code: ''}

export async function stream(signal) {
  const list = h('ol.stream')
  const said = h('div', {role: 'alert'})
  const more = h('button.second', {type: 'button', onclick: () => older()}, t('older'))
  const filters = h('div.filters')
  const shown = []

  const where = (before) => new URLSearchParams(Object.entries({...chosen, limit: page, before}).filter(([, value]) => value)).toString()
  const empty = () => { if (!shown.length) fill(list, h('li.none', null, t('noneSuch'))) }

  const read = () => saying(said, async () => {
    const {presentations} = await get(`/api/v1/desk/presentations?${where()}`)
    shown.splice(0, shown.length, ...presentations)
    fill(said)
    fill(list, shown.map(line))
    more.hidden = presentations.length < page
    empty()
  })
  async function older() {
    const {presentations} = await get(`/api/v1/desk/presentations?${where(shown.at(-1)?.id)}`)
    shown.push(...presentations)
    list.append(...presentations.map(line))
    more.hidden = presentations.length < page || shown.length >= most
  }
  bus.addEventListener('presentation', ({detail}) => {
    const known = {...detail, campus: detail.campus ?? house.now?.gates.find(({gate}) => gate === detail.gate)?.campus}
    if (!wanted(known) || shown.some(({id}) => id && id === known.id)) return
    if (!shown.length) fill(list)
    shown.unshift(known)
    list.prepend(line(known))
    while (shown.length > most) {
      shown.pop()
      list.lastChild.remove()
    }
  }, {signal})
  bus.addEventListener('missed', read, {signal})
  const paint = () => { if (!filters.childElementCount && house.now) fill(filters, choices(read)) }
  bus.addEventListener('now', paint, {signal})
  paint()
  await read()
  return h('section.right', {'aria-labelledby': 'stream-title'},
    h('h2', {id: 'stream-title'}, t('stream')),
    filters, said, list, more)
}

const wanted = (one) => (!chosen.campus || one.campus === chosen.campus) && (!chosen.lane || one.lane === chosen.lane)
  && (!chosen.code || one.code === chosen.code) && (!chosen.result || one.admits === (chosen.result === 'admit'))

function choices(read) {
  const lanes = house.now.gates.flatMap((gate) => gate.lanes.map(({lane}) => [lane, lane]))
  const one = (name, words, options) => {
    const choose = (value) => {
      chosen[name] = value
      read()
    }
    return field(words, choice(orAll(options), chosen[name], choose))
  }
  return [
    one('campus', t('filterCampus'), campusOptions(house.now.campuses)),
    one('lane', t('filterLane'), lanes),
    one('result', t('filterResult'), [['admit', t('admitted')], ['refuse', t('refused')]]),
    one('code', t('filterCode'), codes.map((code) => [code, word('c', code)])),
  ]
}

function line(one) {
  const who = h('span.patron', null, one.patron ?? '')
  const reveal = async () => {
    const seen = await look({presentation: one.id}, one.patron)
    if (seen) fill(who, h('b', null, seen.name), ' ', seen.patron)
  }
  const lookButton = one.id && one.patron && may('look') && h('button.tiny', {
    type: 'button',
    'data-key': `look-${one.id}`,
    'aria-label': t('revealOf', {what: `${hms(one.at)} ${one.patron}`}),
    title: t('reveal'),
    onclick: reveal,
  }, sign('eye'))
  return h(`li.${one.admits ? 'good' : 'bad'}`, null,
    h('span.mark', null, sign(one.admits ? 'yes' : 'no'), h('span.unseen', null, t(one.admits ? 'admitted' : 'refused'))),
    h('time', {datetime: one.at}, isToday(one.at) ? hms(one.at) : short(one.at)),
    h('span.what', null, h('b', null, pick(one.message)), h('small', null, `${campusName(one.campus, pick)} ${one.lane}`)),
    who, lookButton)
}
