// Elements, icons and the few things that every screen shows.
import {t} from './words.js'

/** An element: `h('button.main', {onclick}, 'text')`. Undefined children are left out. */
export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.')
  const element = document.createElement(tag)
  if (classes.length) element.className = classes.join(' ')
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value)
    else if (value === true) element.setAttribute(key, '')
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value)
  }
  element.append(...present(children))
  return element
}

const present = (children) => children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false)

/** Puts these in the place of what stood there. */
export const fill = (element, ...children) => element.replaceChildren(...present(children))

const shapes = {
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  ticket: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 20h2',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
  yes: 'M4 12l5 6L20 6',
  no: 'M6 6l12 12M18 6L6 18',
  wait: 'M12 4a8 8 0 100 16 8 8 0 000-16M12 8v4l3 2',
  place: 'M12 21c5-6 7-9 7-12a7 7 0 00-14 0c0 3 2 6 7 12zM12 7a2 2 0 100 4 2 2 0 000-4',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1 1M18 18l1 1M19 5l-1 1M6 18l-1 1',
  back: 'M15 5l-7 7 7 7',
  warn: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  door: 'M10 4h9v16h-9M3 12h11M10 8l4 4-4 4',
  inside: 'M5 20V8l7-4 7 4v12M9 20v-6h6v6',
}

const vector = 'http://www.w3.org/2000/svg'

/** A node of a drawing. */
export function draw(name, attributes, ...children) {
  const node = document.createElementNS(vector, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.append(...children)
  return node
}

/** A drawing beside words; never alone, so it is hidden from readers of the screen. */
export const outline = (d) => draw('svg', {class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true'}, draw('path', {d}))
export const icon = (name) => outline(shapes[name])

/** The heading of a screen; it takes the focus when the screen opens. */
export const heading = (text) => h('h1', {tabindex: -1}, text)

/** A box with a sign: `kind` is `good`, `bad`, `warn` or `info`. */
export function note(kind, title, more, ...children) {
  const sign = {good: 'yes', bad: 'no', warn: 'warn', info: 'wait'}[kind]
  return h(`div.note.${kind}`, {role: kind === 'bad' ? 'alert' : undefined}, icon(sign),
    h('div', null, title && h('strong', null, title), more && h('p', null, more), children))
}

/** What a problem says. */
export const problemNote = (problem) => note('bad', problem.title, problem.next)

/** A few words at the bottom of the screen for some seconds or until the next touch; they are read out. */
export function toast(text) {
  const place = document.getElementById('toast')
  const away = () => place.replaceChildren()
  place.replaceChildren(h('p', null, text))
  clearTimeout(toast.timer)
  toast.timer = setTimeout(away, 6000)
  addEventListener('pointerdown', away, {once: true})
}

/** A button that does one thing at a time: further taps wait for the answer. */
export function action(name, label, work) {
  const button = h(`button.${name}`, {type: 'button'}, label)
  button.addEventListener('click', () => busy(button, work))
  return button
}

/** Runs `work` unless the button is at work already. */
export async function busy(button, work) {
  if (button.getAttribute('aria-busy') === 'true') return
  button.setAttribute('aria-busy', 'true')
  try { await work() } finally { button.removeAttribute('aria-busy') }
}

/** What a form does when it is sent, instead of leaving the page. */
export const instead = (work) => (event) => {
  event.preventDefault()
  return work()
}

/** Asks before something that cannot be undone. */
export function confirm(question, more, yes) {
  return new Promise((answer) => {
    const dialog = h('dialog', {'aria-labelledby': 'question', 'aria-describedby': 'question-more'},
      h('h2', {id: 'question'}, question),
      h('p', {id: 'question-more'}, more),
      h('form', {method: 'dialog'},
        h('button.main.danger', {value: 'yes'}, yes),
        h('button.second', {value: 'no', autofocus: true}, t('keep'))))
    dialog.addEventListener('close', () => {
      dialog.remove()
      answer(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

const lively = new Map()

/** Lets `update` fill the element now and every second for as long as it is on the page. */
export function everySecond(element, update) {
  update(element)
  lively.set(element, update)
  return element
}

setInterval(() => {
  for (const [element, update] of lively) element.isConnected ? update(element) : lively.delete(element)
}, 1000)
