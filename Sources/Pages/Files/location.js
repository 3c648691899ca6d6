// Where the phone is. Browsers give WGS-84. Asked for once, after the patron has read why.
import {h, icon, note} from './dom.js'
import {t} from './words.js'

let fix, trouble, watching
const options = {enableHighAccuracy: true, maximumAge: 10e3, timeout: 15e3}

/** `insecure`, `missing`, `ask`, `denied`, `seeking`, `failed` or `found`. */
export async function state() {
  if (!window.isSecureContext) return 'insecure'
  if (!navigator.geolocation) return 'missing'
  if (trouble === 'denied') return 'denied'
  const permission = await permitted()
  if (permission === 'denied') return 'denied'
  if (permission !== 'granted' && !watching) return 'ask'
  return fix ? 'found' : trouble ? 'failed' : 'seeking'
}

/** Some browsers do not say; then it counts that the patron agreed before. */
async function permitted() {
  try { return (await navigator.permissions.query({name: 'geolocation'})).state } catch {
    return localStorage.getItem('location-agreed') ? 'granted' : 'prompt'
  }
}

/** Follows the phone from now on; the browser asks the patron if it has not yet. */
export function follow(changed) {
  stop()
  trouble = undefined
  watching = navigator.geolocation.watchPosition(
    (position) => found(position, changed),
    (error) => failed(error, changed),
    options)
}

export function stop() {
  if (watching !== undefined) navigator.geolocation.clearWatch(watching)
  watching = undefined
}

function found(position, changed) {
  localStorage.setItem('location-agreed', 'yes')
  const first = !fix
  fix = position
  trouble = undefined
  changed?.(first)
}

function failed(error, changed) {
  trouble = error.code === 1 ? 'denied' : 'failed'
  if (trouble === 'denied') {
    fix = undefined
    localStorage.removeItem('location-agreed')
  }
  changed?.(false)
}

/** The newest reading for the server, waiting at most so long for a first or a fresher one; null when there is none. */
export async function reading(patience) {
  if (watching === undefined) return null
  await Promise.race([fresher(), new Promise((done) => setTimeout(done, patience))])
  if (!fix) return null
  const {latitude, longitude, accuracy} = fix.coords
  return {
    latitude, longitude, accuracyMetres: Math.ceil(accuracy), datum: 'WGS-84',
    ageSeconds: Math.max(0, Math.round((Date.now() - fix.timestamp) / 1000)),
  }
}

/** A phone that rests sends no news, so it is asked; both times are the phone's own. */
function fresher() {
  if (fix && Date.now() - fix.timestamp < 5000) return undefined
  return new Promise((done) => {
    const heard = (take) => (news) => {
      take(news)
      done()
    }
    navigator.geolocation.getCurrentPosition(heard(found), heard(failed), {...options, maximumAge: 0, timeout: 5000})
  })
}

/** What stands between the patron and a location: nothing while all is well. `agreed` follows a tap on the button. */
export function locationNote(state, agreed) {
  const button = (label) => h('button.main', {type: 'button', onclick: agreed}, icon('place'), t(label))
  switch (state) {
    case 'ask': return h('div.card.reason', null,
      h('h2', null, icon('place'), t('whyLocation')),
      h('p', null, t('whyLocationMore')),
      button('allowLocation'))
    case 'insecure': return note('warn', t('needHttps'), t('needHttpsNext'))
    case 'missing': return note('warn', t('noLocation'), t('noLocationNext'))
    case 'denied': return note('warn', t('locationDenied'), t('locationDeniedNext'), button('tryAgain'))
    case 'failed': return note('warn', t('locationFailed'), t('locationFailedNext'), button('tryAgain'))
    case 'seeking': return note('info', t('locating'))
    default: return undefined
  }
}
