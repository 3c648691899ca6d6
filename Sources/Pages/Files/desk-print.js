// A pass on paper, for a patron without a phone.
import {fill, h} from './dom.js'
import {dateOf, dayText, hm, now, range} from './clock.js'
import {names, sign, short} from './desk-parts.js'
import {t} from './words.js'

/** Shows the pass as it will be printed, and prints it. */
export function print(pass, booking) {
  const paper = () => [
    h('h2', null, '图书馆入馆通行码', h('small', {lang: 'en'}, 'Library pass')),
    h('img', {src: `data:image/svg+xml,${encodeURIComponent(pass.svg)}`, alt: t('passLabel')}),
    h('p.campus', null, names[booking.campus]?.zh ?? booking.campus, h('small', {lang: 'en'}, names[booking.campus]?.en)),
    h('p.times', null, `${dateOf(booking.start)}  ${range(booking.start, booking.end)}`),
    h('p', null, '入口出示一次；离馆时在出口再出示。', h('small', {lang: 'en'}, 'Show it once at the entry, and again at the exit.')),
    h('p.small', null, t('passMade', {time: `${dayText(dateOf(now()))} ${hm(now())}`})),
  ]
  const sheet = document.getElementById('sheet')
  fill(sheet, paper())
  const dialog = h('dialog.paper', {'aria-labelledby': 'paper-title'},
    h('h2.unseen', {id: 'paper-title'}, t('passFor')),
    h('div.page', null, paper()),
    pass.expiresAt && h('p.small', null, t('passGood', {time: short(pass.expiresAt)})),
    h('div.buttons', null,
      h('button.main', {type: 'button', onclick: () => window.print()}, sign('print'), t('printNow')),
      h('button.second', {type: 'button', onclick: () => dialog.close()}, t('close'))))
  const back = document.activeElement
  dialog.addEventListener('close', () => {
    dialog.remove()
    fill(sheet)
    if (back?.isConnected) back.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
}
