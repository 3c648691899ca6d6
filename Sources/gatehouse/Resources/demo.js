// The demonstration's own: buttons that hold the shown pass before a simulated gate, and that stand in for a phone which
// reads the kiosk's code. A library does not have this file.
const chinese = () => document.documentElement.lang.startsWith('zh')
const say = (zh, en) => (chinese() ? zh : en)

function make(name, className, text) {
  const element = document.createElement(name)
  element.className = className
  if (text) element.textContent = text
  return element
}

const {lanes} = await (await fetch('/demo/lanes')).json()
if (location.pathname.startsWith('/kiosk/')) kiosk()
else new MutationObserver(dress).observe(document.getElementById('main'), {childList: true, subtree: true})

/** Puts the buttons under a pass, once for each time that it is shown. */
function dress() {
  const screen = document.querySelector('.screen.pass')
  if (!screen || screen.querySelector('.demonstration')) return
  const box = make('div', 'demonstration')
  const told = make('p', 'small')
  told.setAttribute('role', 'status')
  box.append(make('p', 'small', say('演示:把这部手机举到模拟闸机的摄像头前', 'Demonstration: hold this phone before the camera of a simulated gate')))
  for (const {lane, direction} of lanes) {
    const name = direction === 'entry' ? say('入口', 'entrance') : say('出口', 'exit')
    const button = make('button', 'second wide', say(`在 ${lane} ${name}出示`, `Hold before ${lane} (${name})`))
    button.type = 'button'
    button.addEventListener('click', () => hold(lane, button, told))
    box.append(button)
  }
  box.append(told)
  screen.append(box)
}

async function hold(lane, button, told) {
  const pass = JSON.parse(sessionStorage.getItem('pass') ?? 'null')
  if (!pass) return
  button.disabled = true
  told.textContent = say('摄像头正在读取…', 'The camera is reading…')
  try {
    const answer = await fetch('/demo/show', {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({lane, code: pass.code}),
    })
    const {verdict} = await answer.json()
    told.textContent = verdict
      ? `${lane}: ${verdict.admits ? '✓' : '✗'} ${say(verdict.message.zh, verdict.message.en)} ${say(verdict.next.zh, verdict.next.en)}`
      : say('没有读到新的二维码,请两秒后再试。', 'Nothing new was read. Take it away for two seconds and try again.')
  } catch { told.textContent = say('没有回答', 'No answer') }
  button.disabled = false
}

/** A phone that reads the code opens the address in it; here a new tab does. */
function kiosk() {
  const lane = decodeURIComponent(location.pathname.split('/')[2])
  const button = make('button', 'demonstration', '演示:代替手机扫码 · Demonstration: scan in place of a phone')
  button.type = 'button'
  button.addEventListener('click', async () => {
    const answer = await fetch(`/api/v1/kiosks/${encodeURIComponent(lane)}/code`, {
      headers: {Authorization: `Bearer ${sessionStorage.getItem('kiosk-token')}`},
    })
    if (answer.ok) open((await answer.json()).url, '_blank', 'noopener')
  })
  document.getElementById('place').before(button)
}
