// The first password was handed out, so it is replaced before anything else.
import {call} from './api.js'
import {busy, h, heading, instead, problemNote} from './dom.js'
import {typed, withSight} from './sign-in.js'
import {t} from './words.js'

export async function changePassword(place, {session, entered}) {
  const field = (id, autocomplete) => h('input', {id, type: 'password', autocomplete, required: true, maxlength: 128})
  const [old, fresh] = [field('old', 'current-password'), field('new', 'new-password')]
  const said = h('div', {role: 'alert'})
  const button = h('button.main.wide', {type: 'submit'}, t('setPassword'))
  if (typed.password) old.value = typed.password
  const submit = async () => {
    said.replaceChildren()
    try {
      await call('PUT', '/api/v1/session/password', {old: old.value, new: fresh.value})
      delete typed.password
      entered({...session, mustChangePassword: false})
    } catch (problem) { said.replaceChildren(problemNote(problem)) }
  }
  place.append(heading(t('newPasswordTitle')), h('p', null, t('newPasswordWhy')),
    h('form.card', {onsubmit: instead(() => busy(button, submit))},
      h('input', {name: 'username', autocomplete: 'username', value: typed.card, hidden: true}),
      h('div', {hidden: Boolean(typed.password)}, h('label', {for: 'old'}, t('oldPassword')), withSight(old)),
      h('label', {for: 'new'}, t('newPassword')), withSight(fresh), said, button))
}
