// The changing code of one lane, full screen. The token comes once in the address and stays in this tab.
const lane = decodeURIComponent(location.pathname.split('/')[2] ?? '')
/** Longer than any answer takes on a good line; then patrons are told. */
const patience = 3000
const retryAfter = 1000
const words = {
  entry: ['入馆签到', 'Check in to enter', '通过闸机', 'Go through the gate'],
  exit: ['离馆签退', 'Sign out to leave', '通过出口', 'Leave through the gate'],
  gone: ['连接中断', 'No connection', '请直接出示手机二维码，或找工作人员。', 'Show the code on your phone at the gate, or ask the staff.'],
  token: ['本屏未获授权', 'This screen is not authorised', '请工作人员重新打开本屏。', 'Staff: open this screen again with its token.'],
}
const part = (id) => document.getElementById(id)
let renewal, ending

const given = /#token=([^&]+)/.exec(location.hash)
if (given) {
  sessionStorage.setItem('kiosk-token', decodeURIComponent(given[1]))
  history.replaceState(null, '', location.pathname)
}

async function renew() {
  clearTimeout(renewal)
  try {
    const answer = await fetch(`/api/v1/kiosks/${encodeURIComponent(lane)}/code`, {
      headers: {Authorization: `Bearer ${sessionStorage.getItem('kiosk-token')}`}, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) return trouble([401, 403, 404].includes(answer.status) ? words.token : words.gone)
    const code = await answer.json()
    await show(code)
    renewal = setTimeout(renew, until(code.renewAfter, code.now, 500))
    clearTimeout(ending)
    ending = setTimeout(() => part('code').replaceChildren(), until(code.expiresAt, code.now, 0))
  } catch { trouble(words.gone) }
}

/** Milliseconds by the server's clock, not by this screen's. */
const until = (time, now, least) => Math.max(least, Date.parse(time) - Date.parse(now))

/** The new code is drawn before the old one goes. */
async function show({direction, svg, lane}) {
  const image = new Image()
  image.alt = ''
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  part('code').replaceChildren(image)
  document.body.className = direction
  const fill = ['zh', 'en', 'pass-zh', 'pass-en']
  words[direction].forEach((text, index) => { part(fill[index]).textContent = text })
  part('lane').textContent = lane
  part('trouble').hidden = true
}

/** Says so plainly and tries again. */
function trouble([zh, en, nextZh, nextEn]) {
  part('trouble-zh').replaceChildren(zh, document.createElement('br'), en)
  part('trouble-en').replaceChildren(nextZh, document.createElement('br'), nextEn)
  part('trouble').hidden = false
  renewal = setTimeout(renew, retryAfter)
}

addEventListener('offline', () => trouble(words.gone))
addEventListener('online', renew)
navigator.wakeLock?.request('screen').catch(() => {})
renew()
