// The library's time. A phone's clock may be wrong and in another zone, so the server's answers set this one.
import {language, t} from './words.js'

let ahead = 0
let zone = 8 * 3600e3

/** Learns from an answer: `text` was the time between the two readings of the phone's clock. */
export function learn(text, sent, received) {
  const time = Date.parse(text)
  if (!Number.isNaN(time)) ahead = time - (sent + received) / 2
}

/** Sets the zone from an offset such as `+08:00`. */
export function setZone(offset) {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? []
  if (sign) zone = (sign === '-' ? -1 : 1) * (hours * 60 + +minutes) * 60e3
}

/** Milliseconds since 1970 as the server has them. */
export const now = () => Date.now() + ahead
export const ms = (text) => Date.parse(text)

const local = (time) => new Date((typeof time === 'string' ? ms(time) : time) + zone)
const two = (number) => String(number).padStart(2, '0')

/** `2026-11-21` */
export const dateOf = (time) => local(time).toISOString().slice(0, 10)
/** `8:40` */
export const hm = (time) => `${local(time).getUTCHours()}:${two(local(time).getUTCMinutes())}`

/** `今天`, or the day of the week. */
export function dayName(date) {
  const days = (Date.parse(date) - Date.parse(dateOf(now()))) / 864e5
  return days === 0 ? t('today') : days === 1 ? t('tomorrow') : t('weekdays').split(' ')[new Date(date).getUTCDay()]
}

/** `11月21日` or `21 Nov` */
export function dayText(date) {
  const [, month, day] = date.split('-').map(Number)
  return language() === 'zh' ? `${month}月${day}日` : `${day} ${t('months').split(' ')[month - 1]}`
}

/** `今天 11月21日` */
export const fullDay = (time) => `${dayName(dateOf(time))} ${dayText(dateOf(time))}`
/** `9:00–11:00` */
export const range = (start, end) => `${hm(start)}–${hm(end)}`
/** An instant in full; a day of today is left out, and so is its midnight. */
export function moment(time) {
  if (dateOf(time) === dateOf(now())) return hm(time)
  return hm(time) === '0:00' ? dayText(dateOf(time)) : `${dayText(dateOf(time))} ${hm(time)}`
}
/** A span on one day; a day other than today is named once. */
export const span = (first, last) => `${moment(first)}–${hm(last)}`

/** `2小时30分` */
export function length(start, end) {
  const minutes = Math.round((ms(end) - ms(start)) / 60e3)
  const parts = [minutes >= 60 && t('hours', {n: Math.floor(minutes / 60)}), minutes % 60 && t('minutes', {n: minutes % 60})]
  return parts.filter(Boolean).join(language() === 'zh' ? '' : ' ')
}

/** What is left until `time`, such as `12:05` or `1:02:05`; days in words. */
export function left(time) {
  const seconds = Math.max(0, Math.ceil((ms(time) - now()) / 1000))
  if (seconds >= 172800) return t('days', {n: Math.floor(seconds / 86400)})
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return (hours ? `${hours}:${two(minutes)}` : minutes) + `:${two(seconds % 60)}`
}
