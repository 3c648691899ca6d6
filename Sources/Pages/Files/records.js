// 我的记录: visits, violations with instant and rule, and the appeal that goes to the desk.
import {call, get, post} from './api.js'
import {action, busy, h, heading, icon, instead, note, problemNote, toast} from './dom.js'
import {campusName, suspensionNote} from './bookings.js'
import {dateOf, dayText, hm, range} from './clock.js'
import {t} from './words.js'

/** The most that the desk takes. */
const longest = 500

export async function records(place, {rules, session}) {
  const [{visits}, {violations, suspension}] = await Promise.all([get('/api/v1/visits'), get('/api/v1/violations')])
  place.append(heading(t('records')))
  if (suspension) place.append(suspensionNote(suspension))
  else place.append(note('good', t('notSuspended')))
  place.append(h('h2', null, t('violations')))
  place.append(...violations.map((violation) => card(violation, rules)))
  if (!violations.length) place.append(h('p.quiet', null, t('noViolations')))
  place.append(h('h2', null, t('visits')))
  if (visits.length) place.append(h('ul.plainlist.card', null, visits.map((visit) => line(visit, rules))))
  else place.append(h('p.quiet', null, t('noVisits')))
  place.append(signOut(session))
}

const instant = (time) => `${dayText(dateOf(time))} ${hm(time)}`

function line(visit, rules) {
  const times = visit.leftAt ? range(visit.enteredAt, visit.leftAt) : `${hm(visit.enteredAt)}– ${t('stillInside')}`
  return h('li', null,
    icon('inside'),
    h('span', null, `${dayText(dateOf(visit.enteredAt))} ${times}`),
    h('small', null, campusName(rules, visit.campus), visit.closedAtEnd && ` · ${t('closedAtEnd')}`))
}

function card(violation, rules) {
  const place = h('div')
  const paint = (news) => place.replaceChildren(...appealParts(news, paint))
  paint(violation)
  return h('article.card', null,
    h('div.row', null, h('h3', null, icon('warn'), t(`kind_${violation.kind}`)), countsTag(violation.counts)),
    h('p', null, `${instant(violation.at)} · ${campusName(rules, violation.campus)}`),
    h('p.small', null, t(`explain_${violation.kind}`), ' ', t('ruleIs', {rule: violation.rule})),
    place)
}

const countsTag = (counts) =>
  (counts ? h('span.tag.bad', null, icon('no'), t('counts')) : h('span.tag.good', null, icon('yes'), t('waived')))

/** What was said so far, or the form to say it. */
function appealParts(violation, paint) {
  const {waiver, appeal} = violation
  const parts = []
  if (waiver) parts.push(note('good', t('waivedBecause'), waiver.why))
  if (appeal) parts.push(h('p.said', null, h('b', null, t('yourAppeal', {time: instant(appeal.at)})), appeal.words))
  if (appeal?.answer) parts.push(answerNote(appeal.answer))
  else if (appeal) parts.push(h('p.quiet', null, t('deskReads')))
  else if (!waiver) parts.push(form(violation, paint))
  return parts
}

const answerNote = ({granted, words}) => note(granted ? 'good' : 'warn', t(granted ? 'granted' : 'notGranted'), words)

function form(violation, paint) {
  const id = `appeal-${violation.booking}`
  const words = h('textarea', {id, rows: 4, maxlength: longest, required: true})
  const said = h('div', {role: 'alert'})
  const button = h('button.main', {type: 'submit'}, t('sendAppeal'))
  const send = async () => {
    try {
      const news = await post(`/api/v1/violations/${violation.booking}/appeal`, {words: words.value.trim()})
      paint({...violation, ...news})
      toast(t('appealSent'))
    } catch (problem) {
      said.replaceChildren(problemNote(problem))
    }
  }
  const submit = () => { if (words.value.trim()) busy(button, send) }
  return h('details', null,
    h('summary', null, t('appeal')),
    h('form', {onsubmit: instead(submit)}, h('label', {for: id}, t('appealWords')), words, said, button))
}

function signOut(session) {
  const leave = async () => {
    await call('DELETE', '/api/v1/session')
    sessionStorage.clear()
    location.replace('/')
  }
  return h('div.row.who', null,
    h('span', null, session.name, ' ', h('small', null, session.patron)),
    action('second', t('signOut'), leave))
}
