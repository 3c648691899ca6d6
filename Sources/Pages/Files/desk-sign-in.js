// Who sits at the desk, and the change of a first password.
import {call, get, post} from './api.js'
import {busy, everySecond, fill, h, heading, note, problemNote} from './dom.js'
import {left, now} from './clock.js'
import {field} from './desk-parts.js'
import {t} from './words.js'

let waitUntil = 0

export function signIn(place, {isOver, entered}) {
  const login = h('input', {id: 'login', autocomplete: 'username', required: true, maxlength: 64, autocapitalize: 'none', spellcheck: 'false'})
  const password = h('input', {id: 'password', type: 'password', autocomplete: 'current-password', required: true, maxlength: 128})
  const said = h('div', {role: 'alert'}, isOver && note('warn', t('sessionOver')))
  const button = h('button.main', {type: 'submit'}, t('signIn'))
  const submit = async () => {
    fill(said)
    try { entered(await post('/api/v1/desk/session', {login: login.value.trim(), password: password.value})) } catch (problem) {
      if (!problem.body) throw problem
      if (problem.wait) { waitUntil = now() + problem.wait * 1000; hold(button, said) } else fill(said, problemNote(problem))
      password.select()
    }
  }
  place.append(h('form.box', {onsubmit: (event) => { event.preventDefault(); if (now() >= waitUntil) busy(button, submit) }},
    heading(t('deskWelcome')), field(t('login'), login), field(t('password'), password), said, button, h('p.small', null, t('staffForgotten'))))
  hold(button, said)
}

/** Shows how long to wait, and when it is over. */
function hold(button, said) {
  if (now() >= waitUntil) return
  fill(said, note('bad', t('tooMany'), t('tooManyNext')))
  everySecond(button, () => {
    const over = now() >= waitUntil
    button.disabled = !over
    button.textContent = over ? t('signIn') : t('waitFor', {time: left(new Date(waitUntil).toISOString())})
    if (over && waitUntil) { waitUntil = 0; fill(said) }
  })
}

export function changePassword(place, {session, entered}) {
  const old = h('input', {id: 'old', type: 'password', autocomplete: 'current-password', required: true, maxlength: 128})
  const fresh = h('input', {id: 'new', type: 'password', autocomplete: 'new-password', required: true, maxlength: 128})
  const said = h('div', {role: 'alert'})
  const button = h('button.main', {type: 'submit'}, t('setPassword'))
  const submit = async () => {
    try {
      await call('PUT', '/api/v1/desk/session/password', {old: old.value, new: fresh.value})
      entered(await get('/api/v1/desk/session'))
    } catch (problem) {
      if (!problem.body) throw problem
      fill(said, problemNote(problem))
    }
  }
  place.append(h('form.box', {onsubmit: (event) => { event.preventDefault(); busy(button, submit) }},
    heading(t('newPasswordTitle')), h('p', null, t('newPasswordWhy')),
    h('input.unseen', {autocomplete: 'username', value: session.login, 'aria-hidden': 'true', tabindex: -1, readonly: true}),
    field(t('oldPassword'), old), field(t('newPassword'), fresh), said, button))
}
