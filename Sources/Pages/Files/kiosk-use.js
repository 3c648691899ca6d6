// The kiosk's changing code was scanned: the place of the phone, one tap, and the lane opens.
import {post} from './api.js'
import {action, fill, h, heading, icon, note, problemNote} from './dom.js'
import {follow, locationNote, reading, state, stop} from './location.js'
import {pick, t} from './words.js'

/** The lane that a code names: `LANE.STEP.MAC`. */
const laneOf = (code) => /^([a-z][a-z0-9-]*)\.[^.]+\.[^.]+$/.exec(code)?.[1]

export async function kioskUse(place, {signal, shown}) {
  const code = sessionStorage.getItem('kiosk-code')
  const where = h('div')
  const said = h('div', {role: 'status'})
  const button = action('main.huge', t('startUsing'), use)
  const lane = laneOf(code)
  place.classList.add('use')
  fill(place,
    heading(t('kioskTitle')),
    lane && h('p.lane', null, icon('door'), t('lane', {lane})),
    h('p', null, t('kioskSteps')),
    where, said, button,
    h('a.second.wide', {href: '#bookings'}, t('bookings')))
  shown()

  const location = async () => fill(where, locationNote(await state(), agreed))
  const agreed = () => {
    follow(location)
    location()
  }
  if (['seeking', 'found'].includes(await state())) follow(location)
  await location()
  signal.addEventListener('abort', stop)

  async function use() {
    said.replaceChildren(note('info', t('asking')))
    try {
      const answer = await post('/api/v1/check-ins', {kiosk: code, location: await reading(6000)})
      answered(answer)
    } catch (problem) {
      said.replaceChildren(problemNote(problem))
      if (problem.code === 'kiosk_code_expired') used()
    }
  }

  function answered({lane, direction, verdict}) {
    fill(said, h(`div.result.${verdict.admits ? 'good' : 'bad'}`, {role: 'alert'},
      icon(verdict.admits ? 'yes' : 'no'),
      h('strong', null, pick(verdict.message)),
      h('p', null, pick(verdict.next)),
      h('small', null, t(direction === 'exit' ? 'laneOut' : 'laneIn', {lane}))))
    if (!verdict.admits) return
    used()
    fill(where)
  }

  /** The code is good for nothing more. */
  function used() {
    sessionStorage.removeItem('kiosk-code')
    button.hidden = true
  }
}
