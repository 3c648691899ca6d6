// Plots that can be read at a glance: an axis that begins at zero, few lines, and the numbers beside the drawing.
import {draw, h} from './dom.js'

/** Draws anew whenever the place has another width. */
export function plot(label, height, paint) {
  const figure = h('figure.plot', {role: 'img', 'aria-label': label})
  const again = (width) => {
    if (!width) return
    const parts = paint(width, height).flat(Infinity)
    figure.replaceChildren(draw('svg', {viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true'}, ...parts))
  }
  let last = 0
  new ResizeObserver(([{contentRect}]) => {
    const width = Math.round(contentRect.width)
    if (width === last) return
    last = width
    again(width)
  }).observe(figure)
  return figure
}

/** Round steps from zero to at least `most`. */
export function steps(most, wanted = 5) {
  const rough = Math.max(most, 1) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough && Number.isInteger(size)) ?? 1)
  return Array.from({length: Math.ceil(Math.max(most, 1) / step) + 1}, (_, index) => index * step)
}

export const text = (x, y, words, attributes = {}) => draw('text', {x, y, ...attributes}, String(words))

const left = 40, bottom = 22, top = 14, right = 8

/** Lines and numbers of the upright axis. */
function grid(width, height, ticks) {
  const most = ticks.at(-1)
  const y = (value) => height - bottom - (value / most) * (height - bottom - top)
  const lines = ticks.map((value) => [
    draw('line', {class: value ? 'rule' : 'axis', x1: left, x2: width - right, y1: y(value), y2: y(value)}),
    text(left - 6, y(value) + 4, value, {class: 'tick', 'text-anchor': 'end'}),
  ])
  return {y, lines}
}

/**
 * How many were inside over the day: `points` are `[milliseconds, count]`, `from` and `until` bound the day, `cap` is drawn
 * as a line with `capWords`, `hour(ms)` names a full hour.
 */
export function dayCurve(label, {points, from, until, cap, capWords, hour}) {
  return plot(label, 132, (width, height) => {
    const most = Math.max(cap, ...points.map(([, count]) => count))
    const ticks = [0, Math.round(cap / 2), cap].filter((value, index, all) => all.indexOf(value) === index)
    const scale = Math.max(most, cap) * 1.04
    const y = (value) => height - bottom - (value / scale) * (height - bottom - top)
    const x = (time) => left + ((time - from) / Math.max(1, until - from)) * (width - left - right)
    const hours = []
    const each = (width < 420 ? 4 : 2) * 3600e3
    for (let time = Math.ceil(from / each) * each; time <= until; time += each) hours.push(time)
    const d = points.map(([time, count], index) => `${index ? 'L' : 'M'}${x(time).toFixed(1)} ${y(count).toFixed(1)}`).join('')
    const end = points.at(-1)
    const foot = ([time]) => `${x(time).toFixed(1)} ${y(0)}`
    const anchor = (time) => (x(time) > width - 24 ? 'end' : 'middle')
    return [
      ticks.map((value) => [
        draw('line', {class: value === cap ? 'cap' : value ? 'rule' : 'axis', x1: left, x2: width - right, y1: y(value), y2: y(value)}),
        text(left - 6, y(value) + 4, value, {class: 'tick', 'text-anchor': 'end'}),
      ]),
      text(width - right, y(cap) - 4, capWords, {class: 'tick', 'text-anchor': 'end'}),
      hours.map((time) => text(x(time), height - 6, hour(time), {class: 'tick', 'text-anchor': anchor(time)})),
      points.length > 1 ? draw('path', {class: 'area', d: `${d}L${foot(end)}L${foot(points[0])}Z`}) : [],
      draw('path', {class: 'trace', d}),
      end ? draw('circle', {class: 'point', cx: x(end[0]), cy: y(end[1]), r: 3.5}) : [],
    ]
  })
}

/** Upright bars: `labels` below, `series` as `{name, values}`, stacked. */
export function bars(label, labels, series) {
  const sums = labels.map((_, index) => series.reduce((sum, {values}) => sum + values[index], 0))
  const figure = plot(label, 260, (width, height) => {
    const ticks = steps(Math.max(...sums, 0))
    const {y, lines} = grid(width, height, ticks)
    const step = (width - left - right) / labels.length
    const gap = Math.min(step * 0.25, 8)
    const every = Math.ceil((Math.max(...labels.map((words) => words.length)) * 7 + 8) / step)
    const columns = labels.map((words, index) => {
      let below = 0
      const x = left + index * step + gap / 2
      const middle = x + (step - gap) / 2
      const parts = series.map(({values}, place) => {
        const [high, low] = [y(below + values[index]), y(below)]
        below += values[index]
        if (!values[index]) return []
        return draw('rect', {class: `s${place}`, x, y: high, width: Math.max(1, step - gap), height: Math.max(0.5, low - high)})
      })
      const sum = Math.round(sums[index] * 10) / 10
      return [
        parts,
        sums[index] && step > 26 ? text(middle, y(sums[index]) - 4, sum, {class: 'number', 'text-anchor': 'middle'}) : [],
        index % every === 0 ? text(middle, height - 6, words, {class: 'tick', 'text-anchor': 'middle'}) : [],
      ]
    })
    return [lines, columns]
  })
  return withLegend(figure, series)
}

/** About how wide words are drawn: Chinese signs are twice as wide as letters. */
const widthOf = (words) => [...words].reduce((sum, sign) => sum + (sign > '\u2E80' ? 13 : 7), 0)
const total = (values) => values.reduce((sum, value) => sum + value, 0)

/** Bars that lie, the longest first: `rows` are `[words, values of the series]`. */
export function reasons(label, rows, series) {
  const high = 26
  const wide = Math.min(200, Math.max(...rows.map(([words]) => widthOf(words))) + 12)
  const figure = plot(label, rows.length * high + 8, (width) => {
    const most = Math.max(1, ...rows.map(([, values]) => total(values)))
    const scale = (width - wide - 56) / most
    return rows.map(([words, values], index) => {
      let x = wide
      const parts = values.map((value, place) => {
        const rect = draw('rect', {class: `s${place}`, x, y: index * high + 5, width: value * scale, height: high - 10})
        x += value * scale
        return value ? rect : []
      })
      const line = index * high + 18
      return [
        text(wide - 8, line, words, {class: 'words', 'text-anchor': 'end'}),
        draw('line', {class: 'axis', x1: wide, x2: wide, y1: index * high, y2: (index + 1) * high}),
        parts,
        text(x + 6, line, total(values), {class: 'number'}),
      ]
    })
  })
  return withLegend(figure, series)
}

/** Which shade is whose; nothing for one alone. */
function withLegend(figure, series) {
  if (series.length < 2) return figure
  const shade = (place) => draw('svg', {viewBox: '0 0 12 12', width: 12, height: 12},
    draw('rect', {class: `s${place}`, width: 12, height: 12}))
  return h('div.plotted', null,
    h('ul.legend', {'aria-hidden': 'true'}, series.map(({name}, place) => h('li', null, shade(place), name))),
    figure)
}
