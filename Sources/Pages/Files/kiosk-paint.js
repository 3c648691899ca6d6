// Paints one complete state of a lane's screen.

const part = (id) => document.getElementById(id)
const directions = {entry: ['入馆签到', 'Check in to enter'], exit: ['离馆签退', 'Sign out to leave']}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Drawings of 24 by 24; each state has its own, so that none needs its colour. */
const shapes = {
  idle: 'M7 2h10v20H7zM10 6h1.5v1.5H10zM13 6h1.5v1.5H13zM10 9.5h1.5V11H10zM13 9.5v1.5M10 13.5h4.5M12 19v.2',
  reading: 'M12 3a9 9 0 109 9M21 5v7h-7',
  admit: 'M12 1.5a10.5 10.5 0 100 21 10.5 10.5 0 000-21M6.5 12.5l3.7 3.7 7.3-8',
  refuse: 'M12 1.5a10.5 10.5 0 100 21 10.5 10.5 0 000-21M7.8 7.8l8.4 8.4M16.2 7.8l-8.4 8.4',
  warn: 'M12 2.5L23 21.5H1zM12 9.5v5.5M12 18v.3',
  wait: 'M6 2.5h12M6 21.5h12M7 2.5c0 6 10 5 10 9.5s-10 3.5-10 9.5M17 2.5c0 6-10 5-10 9.5s10 3.5 10 9.5',
  free_passage: 'M2 8.5h15M12.5 4l4.5 4.5-4.5 4.5M22 15.5H7M11.5 11L7 15.5l4.5 4.5',
  hold: 'M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8zM6.5 12h11',
  emergency: 'M14.5 3.5v.2M4 21l5-4 2-5 4 3v6M7 10l4-3 4 2 2 3h3M11 7l-2 6',
  closed: 'M20.5 14.5A9 9 0 119.5 3.5a7.2 7.2 0 0011 11z',
  out_of_order: 'M14.5 6.5a4.5 4.5 0 016-4l-3 3 1 1.5 1.5.5 2-2.5a4.5 4.5 0 01-6 5.5L7 20a2.1 2.1 0 01-3-3l9-8.5z',
}

let painted

/** Shows the state; what is the same stays as it is. */
export function paint(state) {
  const [zh, en] = directions[state.direction]
  set('zh', zh)
  set('en', en)
  set('lane', state.lane)
  set('clock', clock(state.now))
  house(state)
  const key = JSON.stringify([state.serial, state.state, state.message, state.next, state.lamp])
  if (key === painted) return
  painted = key
  document.body.className = `${state.direction} ${state.state} lamp-${state.lamp}`
  document.documentElement.lang = 'zh-CN'
  shape(state.state === 'refuse' && state.lamp === 'amber' ? 'warn' : state.state)
  set('title-zh', state.message.zh)
  set('title-en', state.message.en)
  set('next-zh', state.next?.zh ?? '')
  set('next-en', state.next?.en ?? '')
  part('title-zh').parentElement.classList.toggle('long', state.message.zh.length > 8)
}

/** Nothing that was said stays. */
export function unpaint() {
  painted = undefined
  document.body.className = ''
  for (const id of ['title-zh', 'title-en', 'next-zh', 'next-en', 'count-zh', 'count-en', 'hours-zh', 'hours-en']) set(id, '')
  part('icon').replaceChildren()
  part('fill').style.width = '0'
}

function set(id, text) {
  if (part(id).textContent !== text) part(id).textContent = text
}

function shape(name) {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', shapes[name] ?? shapes.warn)
  part('icon').replaceChildren(path)
}

function house({occupancy, opens, closes, now}) {
  const bar = part('bar')
  part('count').hidden = bar.hidden = !occupancy
  if (occupancy) {
    const {inside, cap, quality} = occupancy
    const isLate = quality !== 'exact'
    part('house').classList.toggle('late', isLate)
    set('count-zh', `在馆 ${inside} / ${cap} 人${isLate ? '（稍早的数）' : ''}`)
    set('count-en', `${inside} of ${cap} inside${isLate ? ' (a while ago)' : ''}`)
    part('fill').style.width = `${Math.min(100, (100 * inside) / Math.max(cap, 1))}%`
    bar.setAttribute('aria-valuemax', cap)
    bar.setAttribute('aria-valuenow', Math.min(inside, cap))
    bar.setAttribute('aria-valuetext', `${inside} / ${cap}`)
  }
  part('hours').hidden = !opens || !closes
  if (!opens || !closes) return
  const isOpen = Date.parse(opens) <= Date.parse(now) && Date.parse(now) < Date.parse(closes)
  const isToday = opens.slice(0, 10) === now.slice(0, 10)
  const [, month, day] = opens.slice(0, 10).split('-').map(Number)
  set('hours-zh', isOpen ? `今日开放至 ${clock(closes)}` : `${isToday ? '今日' : `${month}月${day}日`} ${clock(opens)} 开馆`)
  set('hours-en', isOpen ? `Open until ${clock(closes)}` : `Opens ${isToday ? 'today' : `${day} ${months[month - 1]}`} ${clock(opens)}`)
}

/** `08:40` of an instant, in the zone that it is written in. */
const clock = (time) => time.slice(11, 16)
