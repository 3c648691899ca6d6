// Files to take away.
import {Problem} from './api.js'
import {draw, problemNote} from './dom.js'

function offer(blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 60e3)
}

/** The same answer as CSV. */
export async function csv(path, name) {
  const request = {headers: {Accept: 'text/csv'}, cache: 'no-store', credentials: 'same-origin'}
  const answer = await fetch(path, request).catch(() => undefined)
  if (!answer?.ok) {
    document.getElementById('toast').replaceChildren(problemNote(new Problem(answer?.status ?? 0, {})))
    return
  }
  offer(await answer.blob(), name)
}

const kept = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family', 'font-weight']

/** A drawing with its colours, as a file of its own. */
export function save(element, name) {
  const drawing = element.querySelector('figure svg, svg[height]')
  const copy = drawing.cloneNode(true)
  const nodes = drawing.querySelectorAll('*')
  copy.querySelectorAll('*').forEach((node, index) => {
    const style = getComputedStyle(nodes[index])
    for (const key of kept) node.setAttribute(key, style.getPropertyValue(key))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.prepend(draw('rect', {width: '100%', height: '100%', fill: getComputedStyle(document.body).backgroundColor}))
  offer(new Blob([copy.outerHTML], {type: 'image/svg+xml'}), name)
}
