// Speaks to the server. Every answer sets the clock; every refusal becomes a Problem in both languages.
import {learn, now} from './clock.js'
import {pick, t} from './words.js'

/** Longer than any answer takes; then the network counts as gone. */
const patience = 10e3

/** A refusal, or that no answer came (`status` 0). */
export class Problem extends Error {
  constructor(status, body, waitSeconds) {
    super(body.code ?? body.title ?? 'offline')
    Object.assign(this, {status, body, code: body.code, rule: body.rule, wait: waitSeconds})
  }

  /** What is the matter, in the chosen language. */
  get title() {
    if (this.body.message) return pick(this.body.message)
    if (this.status === 0) return t('noAnswer')
    return t(this.status === 429 ? 'tooMany' : this.status >= 500 ? 'houseTrouble' : 'notPossible')
  }

  /** What can be done. */
  get next() {
    if (this.body.next) return pick(this.body.next)
    return t(this.status === 0 ? 'noAnswerNext' : 'tryLater')
  }
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, {detail}))

/** One request; the JSON of the answer, or a thrown Problem. */
export async function call(method, path, body, headers = {}) {
  const sent = Date.now()
  let answer, text
  try {
    answer = await fetch(path, {
      method, headers: body === undefined ? headers : {...headers, 'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout?.(patience), cache: 'no-store', credentials: 'same-origin',
    })
    text = await answer.text()
  } catch {
    tell('reach', false)
    throw new Problem(0, {})
  }
  tell('reach', true)
  const json = parsed(text)
  if (json.now) learn(json.now, sent, Date.now())
  if (answer.ok) return json
  const problem = new Problem(answer.status, json, waitOf(answer))
  if (answer.status === 401 && !path.startsWith('/api/v1/session')) tell('signed-out')
  if (problem.code === 'change_password') tell('change-password')
  throw problem
}

function parsed(text) {
  try { return JSON.parse(text || '{}') } catch { return {} }
}

/** Seconds of Retry-After, which may be a date. */
function waitOf(answer) {
  const text = answer.headers.get('Retry-After')
  if (!text) return undefined
  return /^\d+$/.test(text) ? +text : Math.max(1, Math.ceil((Date.parse(text) - now()) / 1000))
}

export const get = (path) => call('GET', path)
export const post = (path, body, headers) => call('POST', path, body, headers)

/** A word that nobody else has; also where there is no https. */
export const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

let known

/** The campuses with the bounds of booking; asked once. */
export const campuses = () => (known ??= get('/api/v1/campuses').catch((problem) => { known = undefined; throw problem }))
