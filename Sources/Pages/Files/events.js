// Listens to a stream of events and never gives up: a stream that breaks or falls silent is opened anew, from where it was.

/** First and longest wait before another try, in milliseconds. */
const shortest = 500
const longest = 15e3

/**
 * Opens `path` and calls `heard[event](data, id)` for every event of that name; `heard.other` hears the rest.
 * Options: `headers`; `silence`: milliseconds without a byte after which the stream counts as gone (default 40 s,
 * for the 15 s that streams are silent where nothing else is said);
 * `up()` is called when a stream is open, `down(problem)` when it is lost, and again when the reason is another: `{status}` of
 * an answer, 0 for none;
 * `longestWait` bounds the wait before another try. The answer has `stop()`.
 */
export function listen(path, heard, {headers = {}, silence = 40e3, up, down, longestWait = longest} = {}) {
  const state = {last: undefined, failures: 0, isUp: undefined, stopped: false}
  let given, timer, retry

  const lost = (status) => {
    if (state.isUp === false && state.status === status) return
    state.isUp = false
    state.status = status
    down?.({status})
  }

  async function open() {
    clearTimeout(retry)
    given = new AbortController()
    const alive = () => { clearTimeout(timer); timer = setTimeout(() => given.abort(), silence) }
    let status = 0
    try {
      alive()
      const answer = await fetch(path, {
        headers: {...headers, Accept: 'text/event-stream', ...(state.last && {'Last-Event-ID': state.last})},
        cache: 'no-store', credentials: headers.Authorization ? 'omit' : 'same-origin', signal: given.signal,
      })
      status = answer.status
      if (answer.ok) {
        const take = parser((id, name, data) => {
          if (id) state.last = id
          const listener = heard[name] ?? heard.other
          listener?.(parsed(data), id, name)
        })
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
        while (true) {
          const {value, done} = await reader.read()
          if (done || state.stopped) break
          alive()
          if (!state.isUp) { state.isUp = true; state.failures = 0; up?.() }
          take(value)
        }
        status = 0
      }
    } catch { status = 0 }
    clearTimeout(timer)
    given.abort()
    if (state.stopped) return
    lost(status)
    retry = setTimeout(open, Math.min(longestWait, shortest * 2 ** Math.min(state.failures++, 6)) * (0.75 + Math.random() / 2))
  }

  const soon = () => { if (!state.stopped && state.isUp === false) { state.failures = 0; open() } }
  const cut = () => given?.abort()
  addEventListener('online', soon)
  addEventListener('offline', cut)
  open()
  return {
    stop() {
      state.stopped = true
      removeEventListener('online', soon)
      removeEventListener('offline', cut)
      clearTimeout(timer)
      clearTimeout(retry)
      given?.abort()
    },
  }
}

const parsed = (data) => { try { return JSON.parse(data) } catch { return data } }

/** Takes the text of a stream piece by piece and tells of each whole event (WHATWG HTML section 9.2.6). */
export function parser(tell) {
  let rest = '', id, name = '', data = []
  const line = (text) => {
    if (text === '') {
      if (data.length) tell(id, name || 'message', data.join('\n'))
      name = ''
      data = []
      return
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(text)
    if (field === 'data') data.push(value)
    else if (field === 'event') name = value
    else if (field === 'id' && !value.includes('\0')) id = value
  }
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()
    lines.forEach(line)
  }
}
