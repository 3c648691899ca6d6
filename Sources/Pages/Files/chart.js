// How full each half hour of a day is, against the cap.
import {draw, h} from './dom.js'
import {hm, ms} from './clock.js'
import {t} from './words.js'

const wide = 12, high = 64

/** The bars of a day; `chosen` is the span to mark. The same numbers stand in words for those who do not see it. */
export function chart({halfHours, cap}, chosen) {
  const most = halfHours.reduce((one, other) => (other.booked > one.booked ? other : one), halfHours[0])
  const width = wide * halfHours.length
  const bars = halfHours.map((half, index) => bar(half, index, cap, chosen))
  const hours = halfHours.flatMap((half, index) => (index % 4 === 0 ? [h('span', null, hm(half.start).replace(':00', ''))] : []))
  const summary = most.booked ? t('busiest', {time: hm(most.start), n: most.booked, cap}) : t('nobodyYet')
  const view = {viewBox: `0 -2 ${width} ${high + 6}`, preserveAspectRatio: 'none'}
  return h('figure.chart', null,
    h('small.most', null, t('cap', {cap})),
    draw('svg', {...view, role: 'img', 'aria-label': `${t('howFull')} ${summary}`},
      draw('line', {class: 'cap', x1: 0, x2: width, y1: 0, y2: 0}), ...bars),
    h('div.hours', {'aria-hidden': 'true'}, hours),
    h('figcaption', null, chosen ? span(halfHours, cap, chosen) : summary))
}

function bar({start, booked}, index, cap, chosen) {
  const height = Math.max(1.5, Math.min(1, booked / cap) * high)
  const inside = chosen && ms(start) >= ms(chosen.start) && ms(start) < ms(chosen.end)
  const name = [inside ? 'chosen' : 'bar', booked >= cap && 'full'].filter(Boolean).join(' ')
  return draw('g', {class: name},
    draw('rect', {x: index * wide + 1.5, y: high - height, width: wide - 3, height, rx: 1}),
    ...(inside ? [draw('rect', {class: 'mark', x: index * wide, y: high + 1.5, width: wide, height: 2.5})] : []))
}

/** The fullest half hour of what was chosen. */
function span(halfHours, cap, {start, end}) {
  const inside = halfHours.filter((half) => ms(half.start) >= ms(start) && ms(half.start) < ms(end))
  return t('fullestThen', {n: Math.max(0, ...inside.map((half) => half.booked)), cap})
}
