// Paints one complete state of a lane's screen.

const part = (id) => document.getElementById(id)
const directions = {entry: ['入馆签到', 'Check in to enter'], exit: ['离馆签退', 'Sign out to leave']}
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Drawings of 24 by 24; each state has its own, so that none needs its colour. */
const shapes = {
  idle: 'M6.5 1.5h11v21h-11zM9 5h2.2v2.2H9zM12.8 5H15v2.2h-2.2zM9 8.8h2.2V11H9zM13 9h.1M15 11h.1M12 19.5h.1',
  reading: 'M12 3a9 9 0 109 9M21 5v7h-7',
  admit: 'M12 1.5a10.5 10.5 0 100 21 10.5 10.5 0 000-21M6.5 12.5l3.7 3.7 7.3-8',
  refuse: 'M12 1.5a10.5 10.5 0 100 21 10.5 10.5 0 000-21M7.8 7.8l8.4 8.4M16.2 7.8l-8.4 8.4',
  warn: 'M12 2.5L23 21.5H1zM12 9.5v5.5M12 18v.3',
  wait: 'M6 2.5h12M6 21.5h12M7 2.5c0 6 10 5 10 9.5s-10 3.5-10 9.5M17 2.5c0 6-10 5-10 9.5s10 3.5 10 9.5',
  free_passage: 'M2 7h18M16 3l4 4-4 4M22 17H4M8 13l-4 4 4 4',
  hold: 'M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8zM6.5 12h11',
  emergency: 'M14.5 3.5v.2M4 21l5-4 2-5 4 3v6M7 10l4-3 4 2 2 3h3M11 7l-2 6',
  noEntry: 'M12 1.5a10.5 10.5 0 100 21 10.5 10.5 0 000-21M6.5 12h11',
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
  shape(sign(state))
  set('title-zh', state.message.zh)
  set('title-en', state.message.en)
  set('next-zh', state.next?.zh ?? '')
  set('next-en', state.next?.en ?? '')
  part('title-zh').parentElement.classList.toggle('long', state.message.zh.length > 6)
}

/** Nothing that was said stays. */
export function unpaint() {
  painted = undefined
  document.body.className = ''
  for (const id of ['title-zh', 'title-en', 'next-zh', 'next-en', 'count-zh', 'count-en', 'hours-zh', 'hours-en']) set(id, '')
  part('icon').replaceChildren()
  part('fill').style.width = '0'
}

/** Whoever is to stay out sees no figure that runs in. */
function sign({state, lamp, direction}) {
  if (state === 'refuse' && lamp === 'amber') return 'warn'
  return state === 'emergency' && direction === 'entry' ? 'noEntry' : state
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
  part('count').hidden = !occupancy
  const isKnown = occupancy?.inside !== undefined
  bar.hidden = !isKnown
  if (occupancy && !isKnown) {
    part('house').classList.add('late')
    set('count-zh', '在馆人数未知')
    set('count-en', 'Number inside not known')
  } else if (occupancy) {
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
