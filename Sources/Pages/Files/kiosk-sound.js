// The tones of the screen. A browser lets a page sound only after somebody has touched it, or when it was started so
// (--autoplay-policy=no-user-gesture-required); the button says which.

const button = document.getElementById('sound')
const label = document.getElementById('sound-words')

/** Pitch in hertz, seconds of sound, seconds of pause after it. */
const tones = {
  go: [[660, .09, .05], [990, .16, 0]],
  stop: [[196, .7, 0]],
  attention: [[440, .18, .18], [440, .18, .18], [440, .18, 0]],
  alarm: Array.from({length: 10}, () => [587, .5, .5]),
}
const loudness = .5
let context, wanted = localStorage.getItem('kiosk-muted') !== 'yes'
const playing = new Set()

const open = () => {
  context ??= new AudioContext()
  context.onstatechange = say
  return context.resume().catch(() => {})
}
const isOn = () => wanted && context?.state === 'running'

function say() {
  button.setAttribute('aria-pressed', String(isOn()))
  const [zh, en] = isOn() ? ['声音开', 'Sound on'] : wanted ? ['点按开声', 'Tap for sound'] : ['已静音', 'Muted']
  const english = Object.assign(document.createElement('span'), {lang: 'en', textContent: en})
  label.replaceChildren(zh, english)
}

button.addEventListener('click', async () => {
  wanted = !isOn()
  localStorage.setItem('kiosk-muted', wanted ? 'no' : 'yes')
  if (wanted) await open()
  else silence()
  say()
})
// The first touch anywhere is enough.
addEventListener('pointerdown', () => { if (wanted && !isOn()) open() }, {passive: true})
if (wanted) open()
say()

function silence() {
  for (const tone of playing) tone.stop()
  playing.clear()
}

/** Plays a tone by its name in the place of what sounds now. */
function play(name) {
  document.body.dataset.tone = name
  if (!isOn() || !tones[name]) return
  silence()
  let at = context.currentTime + .02
  for (const [pitch, length, pause] of tones[name]) {
    const [tone, volume] = [context.createOscillator(), context.createGain()]
    tone.type = 'triangle'
    tone.frequency.value = pitch
    // Soft edges, or it clicks.
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(loudness, at + .01)
    volume.gain.setValueAtTime(loudness, at + length - .02)
    volume.gain.linearRampToValueAtTime(0, at + length)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + length)
    tone.onended = () => playing.delete(tone)
    playing.add(tone)
    at += length + pause
  }
}

export const sounds = {play}
