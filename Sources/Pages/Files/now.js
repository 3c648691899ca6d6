// How full the campuses are, in one word each. What is not known to be of this moment is shown as unknown.
/** Milliseconds between two questions. */
const period = 20_000
/** An answer older than this says nothing any more. */
const patience = 60_000
const words = {
  free: ['空闲', 'Free'], busy: ['较满', 'Busy'], full: ['已满', 'Full'], closed: ['闭馆', 'Closed'], unknown: ['未知', 'Not known'],
}
/** A shape beside each word: never colour alone. */
const shapes = {
  free: 'M4 12l5 6L20 6', busy: 'M12 4a8 8 0 100 16 8 8 0 000-16M12 8v4l3 2', full: 'M12 4a8 8 0 100 16 8 8 0 000-16M7 12h10',
  closed: 'M6 11h12v9H6zM9 11V7a3 3 0 016 0v4', unknown: 'M9 9a3 3 0 114 3c-1 .5-1 1-1 2M12 18v.5',
}
const steps = {free: 1, busy: 2, full: 3}
const asked = new URLSearchParams(location.search)
const only = asked.get('campus')
let answer, answeredAt = -Infinity

function element(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.')
  const made = document.createElement(tag)
  if (classes.length) made.className = classes.join(' ')
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children.filter((child) => child !== undefined && child !== null))
  return made
}

function sign(level) {
  const vector = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(vector, 'svg')
  const path = document.createElementNS(vector, 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', shapes[level])
  svg.append(path)
  return svg
}

const both = ([zh, en]) => [zh + ' ', element('span', {lang: 'en'}, en)]
const clock = (time) => time.slice(11, 16)

function bar(level, share) {
  if (share === undefined || !(level in steps)) {
    return element('div.bar', {'aria-hidden': 'true'}, ...[1, 2, 3].map((step) => element(step <= (steps[level] ?? 0) ? 'i.on' : 'i', {})))
  }
  const filled = element('i', {})
  filled.style.width = `${Math.min(share, 100)}%`
  return element('div.share', {'aria-hidden': 'true'}, filled)
}

function card(campus, isLate) {
  const level = isLate ? 'unknown' : campus.level
  const usual = campus.usually && [`此时通常：${words[campus.usually.level][0]}`, `Usually now: ${words[campus.usually.level][1].toLowerCase()}`]
  // The end of a day is 24:00, not the beginning of the next.
  const end = campus.closes && clock(campus.closes).replace('00:00', '24:00')
  const hours = campus.opens ? [`今日 ${clock(campus.opens)}–${end}`, 'today'] : ['今日不开放', 'closed today']
  return element(`li.${level}`, {'data-campus': campus.campus, 'data-level': level},
    element('h2', {}, ...both([campus.name.zh, campus.name.en])),
    element('p.level', {}, sign(level), element('span', {}, ...both(words[level]))),
    bar(level, isLate ? undefined : campus.share),
    usual && level !== 'closed' ? element('p.usual', {}, ...both(usual)) : undefined,
    element('p.quiet', {}, ...both(hours)))
}

function show() {
  const isLate = performance.now() - answeredAt > patience
  const foot = document.getElementById('foot')
  foot.className = isLate ? 'late' : ''
  if (answer) {
    const campuses = answer.campuses.filter(({campus}) => !only || campus === only)
    const state = JSON.stringify([campuses.map((campus) => ({...campus, asOf: ''})), isLate])
    // Only what has changed is read out.
    if (show.state !== state) document.getElementById('campuses').replaceChildren(...campuses.map((campus) => card(campus, isLate)))
    show.state = state
  }
  foot.replaceChildren(...both(isLate
    ? ['无法获知当前情况' + (answer ? `，最后更新 ${clock(answer.now)}` : ''), 'The library does not answer; what is shown is not of now.']
    : [`更新于 ${clock(answer.now)}`, `as of ${clock(answer.now)}, library time`]))
}

async function ask() {
  try {
    const reply = await fetch('/api/v1/now', {cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(8000)})
    if (reply.ok) [answer, answeredAt] = [await reply.json(), performance.now()]
  } catch { /* shown as late when it lasts */ }
  show()
}

await ask()
setInterval(ask, period)
setInterval(show, 1000)
