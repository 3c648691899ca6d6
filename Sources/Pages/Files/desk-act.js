// The dialog that every act goes through: what it does, why it is done, and only then the act.
import {call, freshKey} from './api.js'
import {busy, fill, h, instead, problemNote} from './dom.js'
import {field, keyed, told, word} from './desk-parts.js'
import {t, words} from './words.js'
import {bus} from './desk.js'

/** The longest reason that is kept. */
const longest = 200

/**
 * Asks for a reason and then does it. `what` has `kind` for the words, `title`, `explain`, `fields` (elements), `reasons`
 * (a key of words), `danger`, and `send(why, key)`, whose answer is the answer of this. Nothing where it was let be.
 */
export function ask(what) {
  const back = document.activeElement
  return new Promise((answer) => {
    const key = freshKey()
    const why = h('textarea', {rows: 2, maxlength: longest, required: true, id: 'why'})
    const said = h('div', {role: 'alert'})
    const go = h(`button.main${what.danger ? '.danger' : ''}`, {type: 'submit'}, what.yes ?? t('doIt'))
    const dialog = h('dialog', {'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-more'},
      h('form', {onsubmit: instead(() => busy(go, submit))},
        h('h2', {id: 'ask-title'}, what.title),
        h('p', {id: 'ask-more'}, what.explain),
        what.fields,
        field(what.label ?? t('why'), why),
        chips(what.reasons, why),
        said,
        h('div.buttons', null,
          go,
          h('button.second', {type: 'button', onclick: () => dialog.close()}, t('notNow')))))
    let result
    async function submit() {
      fill(said)
      const words = why.value.trim()
      if (!words) {
        why.setCustomValidity(t('whyNeeded'))
        why.reportValidity()
        return
      }
      try {
        result = await what.send(words, key)
        dialog.close()
      } catch (problem) {
        if (!problem.body) throw problem
        fill(said, problemNote(problem))
        what.trouble?.(problem)
      }
    }
    why.addEventListener('input', () => why.setCustomValidity(''))
    dialog.addEventListener('close', () => {
      dialog.remove()
      restore(back)
      answer(result)
    })
    document.body.append(dialog)
    dialog.showModal()
    ;(dialog.querySelector('.fields input, .fields select') ?? why).focus()
  })
}

/** The focus goes back to where it came from, also when the screen was painted anew meanwhile. */
function restore(element) {
  const key = element?.dataset?.key
  const same = element?.isConnected ? element : key && keyed(document, key)
  ;(same || document.getElementById('main')).focus()
}

/** Reasons at one tap; they can still be changed. */
function chips(key, why) {
  const list = words[key] ? t(key).split('|') : []
  const take = (text) => {
    why.value = text
    why.setCustomValidity('')
    why.focus()
  }
  return h('div.reasons', {role: 'group', 'aria-label': t('why')},
    list.map((text) => h('button.reason', {type: 'button', onclick: () => take(text)}, text)))
}

/** What an act is called in lists: its kind, and on or off where it has both. One that takes another back is called by that. */
export function actWords({kind, on: does, overCap, undoes}) {
  const on = undoes && typeof does === 'boolean' ? !does : does
  const name = on === undefined || on === null ? (overCap ? 'admit_over_cap' : kind) : `${kind}_${on ? 'on' : 'off'}`
  return undoes ? t('k_undo', {act: word('k', name)}) : word('k', name)
}

/** One act of `POST /api/v1/desk/acts`, whose `body` may depend on the fields: asks, does it, says so, and offers the way back. */
export async function act(kind, body, {about, reasons, explain, fields, danger, full, yes} = {}) {
  const more = typeof body === 'function' ? body : () => body
  const name = body.on === undefined ? kind : `${kind}_${body.on ? 'on' : 'off'}`
  const title = [word('k', name), about].filter(Boolean).join(' · ')
  const done = await ask({
    title, danger, fields, yes,
    explain: explain ?? t(`e_${name}`),
    reasons: reasons ?? (body.on === false ? 'because_end' : `because_${name}`),
    send: (why, key) => call('POST', '/api/v1/desk/acts', {kind, why, ...more()}, {'Idempotency-Key': key}),
    trouble: (problem) => { if (problem.code === 'campus_full') full?.() },
  })
  if (!done) return undefined
  const words = [actWords(done), about].filter(Boolean).join(' · ')
  told(doneWords(done, words), done.undoable ? () => undo(done, words) : undefined)
  bus.dispatchEvent(new CustomEvent('acted', {detail: done}))
  return done
}

/** How it is said that something was done: where the lane has done it, its record may still wait. */
const doneWords = ({record}, what) => t(record ? `done_${record}` : 'done', {what})

/** Takes an act back. */
export async function undo(done, words = actWords(done)) {
  const back = await ask({
    title: t('undoAct', {what: words}), explain: t('e_undo'), reasons: 'because_undo', yes: t('undo'),
    send: (why, key) => call('POST', `/api/v1/desk/acts/${done.act}/undo`, {why}, {'Idempotency-Key': key}),
  })
  if (!back) return undefined
  told(doneWords(back, actWords({...back, undoes: true})))
  bus.dispatchEvent(new CustomEvent('acted', {detail: back}))
  return back
}

/** Who somebody is; recorded. */
export const look = (subject, about) => ask({
  title: [t('k_look'), about].filter(Boolean).join(' · '), explain: t('e_look'), reasons: 'because_look', yes: t('reveal'),
  send: (why) => call('POST', '/api/v1/desk/looks', {...subject, why}),
})
