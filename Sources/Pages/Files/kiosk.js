// The screen of one lane. The server says what is shown, whole, and again each second; this paints it. The token comes once
// in the address and stays in this tab.
import {listen} from './events.js'
import {showCode} from './kiosk-code.js'
import {paint, unpaint} from './kiosk-paint.js'
import {sounds} from './kiosk-sound.js'
import {showView} from './kiosk-view.js'

const lane = decodeURIComponent(location.pathname.split('/')[2] ?? '')
/** Without a word from the server for so long, nothing that it said is true any more: milliseconds. */
const longestSilence = 1900
const words = {
  connecting: ['正在连接', 'Connecting', '请稍候', 'One moment'],
  gone: ['连接中断', 'No connection', '请直接出示手机二维码，或找工作人员', 'Show the code on your phone at the gate, or ask the staff'],
  out: ['本屏暂停服务', 'Screen out of service', '离馆请直接出示手机二维码，入馆请找工作人员', 'To leave, show your code at the gate; to enter, see staff'],
  token: ['本屏未获授权', 'This screen is not authorised', '请工作人员重新打开本屏', 'Staff: open this screen again with its token'],
  lane: ['没有这个通道', 'No such lane', '请工作人员检查本屏的网址', 'Staff: check the address of this screen'],
}
const part = (id) => document.getElementById(id)

const given = /#token=([^&]+)/.exec(location.hash)
if (given) {
  sessionStorage.setItem('kiosk-token', decodeURIComponent(given[1]))
  history.replaceState(null, '', location.pathname)
}

const headers = {Authorization: `Bearer ${sessionStorage.getItem('kiosk-token')}`}
const place = `/api/v1/kiosks/${encodeURIComponent(lane)}`
let heardAt, serial, problem

/** A tone belongs to one change, and is not made up for: what changed while nobody listened is silent. */
function show(state) {
  if (heardAt !== undefined && state.serial !== serial && state.tone) sounds.play(state.tone)
  heardAt = performance.now()
  serial = state.serial
  paint(state)
  tell(undefined)
}

/** Says what is wrong in the place of everything else; nothing when all is well. */
function tell(what) {
  if (problem === what && !part('trouble').hidden) return
  problem = what
  part('trouble').hidden = !what
  if (!what) return
  unpaint()
  const fields = ['trouble-zh', 'trouble-en', 'trouble-next-zh', 'trouble-next-en']
  what.forEach((text, index) => { part(fields[index]).textContent = text })
}

/** What was shown is true no more. */
function lost(why) {
  heardAt = undefined
  tell(why)
}

listen(`${place}/screen`, {screen: show}, {
  headers, silence: 4000, longestWait: 2000,
  down: ({status}) => lost({401: words.token, 403: words.token, 404: words.lane, 503: words.out}[status] ?? words.gone),
})
setInterval(() => {
  if (heardAt !== undefined && performance.now() - heardAt > longestSilence) lost(words.gone)
}, 100)

tell(words.connecting)
showCode(place, headers)
showView(place, headers)
navigator.wakeLock?.request('screen').catch(() => {})
