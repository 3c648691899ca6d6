// Who is there: the campus card's number and password, or the university's own sign-in.
import {get, post} from './api.js'
import {busy, everySecond, h, heading, icon, instead, note, problemNote} from './dom.js'
import {left, now} from './clock.js'
import {pick, t} from './words.js'

/** Until when another try must wait; kept over a change of the language. */
let waitUntil = 0
/** What is said meanwhile: wrong tries, or that many sign in at once. */
let whyWait = null
/** What was typed, for the change of a first password. */
export const typed = {}

export async function signIn(place, {name, value, entered}) {
  const {ways} = await get('/api/v1/sign-in')
  place.append(heading(t('welcome')), steps())
  if (name === 'sign-in') place.append(note('bad', t('signInFailed'), `${t('signInFailedNext')} (${value})`))
  if (name === 'use') place.append(note('info', t('signInForKiosk')))
  for (const way of ways.filter((way) => way.url)) place.append(otherWay(way))
  if (ways.some((way) => way.way === 'password')) place.append(form(entered))
}

/** The whole visit in three pictures. */
function steps() {
  const step = (sign, word) => h('li', null, icon(sign), h('span', null, t(word)))
  return h('ol.steps', null, step('calendar', 'stepBook'), step('ticket', 'stepShow'), step('door', 'stepLeave'))
}

function otherWay(way) {
  const keep = () => sessionStorage.setItem('after', location.hash.startsWith('#sign-in') ? '#' : location.hash)
  return h('a.main.wide', {href: way.url, onclick: keep}, pick(way.name))
}

function form(entered) {
  const card = h('input', {
    id: 'card', name: 'username', autocomplete: 'username', inputmode: 'numeric', required: true, maxlength: 32, value: typed.card,
  })
  const password = h('input', {
    id: 'password', name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxlength: 128,
  })
  const said = h('div', {role: 'alert'})
  const button = h('button.main.wide', {type: 'submit'}, t('signIn'))
  const submit = async () => {
    said.replaceChildren()
    try {
      const session = await post('/api/v1/session', {card: card.value.trim(), password: password.value})
      Object.assign(typed, {card: card.value.trim(), password: password.value})
      entered(session)
    } catch (problem) {
      if (problem.wait) {
        waitUntil = now() + problem.wait * 1000
      whyWait = problem.status === 429 ? note('bad', t('tooMany'), t('tooManyNext')) : problemNote(problem)
        hold(button, said)
      } else said.replaceChildren(problemNote(problem))
      password.select()
    }
  }
  const element = h('form.card', {onsubmit: instead(() => { if (now() >= waitUntil) busy(button, submit) })},
    h('label', {for: 'card'}, t('card')), card,
    h('label', {for: 'password'}, t('password')), withSight(password), said, button,
    h('p.small', null, t('forgotten')))
  hold(button, said)
  return element
}

/** Shows how long to wait, and when it is over. */
function hold(button, said) {
  if (now() >= waitUntil) return
  said.replaceChildren(whyWait)
  everySecond(button, () => {
    const over = now() >= waitUntil
    button.disabled = !over
    button.textContent = over ? t('signIn') : t('waitFor', {time: left(new Date(waitUntil).toISOString())})
    if (!over || !waitUntil) return
    waitUntil = 0
    said.replaceChildren()
  })
}

/** A password field with a button that shows what was typed. */
export function withSight(input) {
  const turn = () => {
    const shown = input.type === 'text'
    input.type = shown ? 'password' : 'text'
    button.setAttribute('aria-pressed', String(!shown))
    button.textContent = t(shown ? 'show' : 'hide')
  }
  const button = h('button.plain', {
    type: 'button', 'aria-pressed': 'false', 'aria-controls': input.id, onclick: turn,
  }, t('show'))
  return h('div.field', null, input, button)
}
