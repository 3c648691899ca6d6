// Who sits at the desk, and the change of a first password.
import {call, get, post} from './api.js'
import {busy, everySecond, fill, h, heading, instead, note, problemNote} from './dom.js'
import {left, now} from './clock.js'
import {field, saying} from './desk-parts.js'
import {t} from './words.js'

let waitUntil = 0
/** What is said meanwhile: wrong tries, or that many sign in at once. */
let whyWait = null

export function signIn(place, {isOver, entered}) {
  const login = h('input', {
    id: 'login', autocomplete: 'username', required: true, maxlength: 64, autocapitalize: 'none', spellcheck: 'false',
  })
  const password = secret('password', 'current-password')
  const said = h('div', {role: 'alert'}, isOver && note('warn', t('sessionOver')))
  const button = h('button.main', {type: 'submit'}, t('signIn'))
  const submit = async () => {
    fill(said)
    try {
      entered(await post('/api/v1/desk/session', {login: login.value.trim(), password: password.value}))
    } catch (problem) {
      if (!problem.body) throw problem
      refused(problem)
    }
  }
  const refused = (problem) => {
    if (problem.wait) {
      waitUntil = now() + problem.wait * 1000
      whyWait = problem.status === 429 ? note('bad', t('tooMany'), t('tooManyNext')) : problemNote(problem)
      hold(button, said)
    } else fill(said, problemNote(problem))
    password.select()
  }
  place.append(h('form.box', {onsubmit: instead(() => { if (now() >= waitUntil) busy(button, submit) })},
    heading(t('deskWelcome')),
    field(t('login'), login),
    field(t('password'), password),
    said,
    button,
    h('p.small', null, t('staffForgotten'))))
  hold(button, said)
}

const secret = (id, autocomplete) => h('input', {id, type: 'password', autocomplete, required: true, maxlength: 128})

/** Shows how long to wait, and when it is over. */
function hold(button, said) {
  if (now() >= waitUntil) return
  fill(said, whyWait)
  everySecond(button, () => {
    const over = now() >= waitUntil
    button.disabled = !over
    button.textContent = over ? t('signIn') : t('waitFor', {time: left(new Date(waitUntil).toISOString())})
    if (!over || !waitUntil) return
    waitUntil = 0
    fill(said)
  })
}

export function changePassword(place, {session, entered}) {
  const [old, fresh] = [secret('old', 'current-password'), secret('new', 'new-password')]
  const said = h('div', {role: 'alert'})
  const button = h('button.main', {type: 'submit'}, t('setPassword'))
  const submit = () => saying(said, async () => {
    await call('PUT', '/api/v1/desk/session/password', {old: old.value, new: fresh.value})
    entered(await get('/api/v1/desk/session'))
  })
  place.append(h('form.box', {onsubmit: instead(() => busy(button, submit))},
    heading(t('newPasswordTitle')),
    h('p', null, t('newPasswordWhy')),
    h('input.unseen', {autocomplete: 'username', value: session.login, 'aria-hidden': 'true', tabindex: -1, readonly: true}),
    field(t('oldPassword'), old),
    field(t('newPassword'), fresh),
    said,
    button))
}
