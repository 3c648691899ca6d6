// What the lane's camera sees, to aim by: pictures as parts of one answer, painted and forgotten.

const silence = 8000
const retryAfter = 2000
/** Without a picture for so long the frame is put away. */
const stale = 3000
const figure = document.getElementById('view')
const canvas = document.getElementById('picture')

/** Shows the pictures of the lane from now on; nothing where it has no camera. */
export async function showView(place, headers) {
  let hiding
  while (true) {
    await seen()
    const stop = new AbortController()
    const cut = () => { if (document.hidden) stop.abort() }
    document.addEventListener('visibilitychange', cut)
    try {
      let patience = setTimeout(() => stop.abort(), silence)
      const answer = await fetch(`${place}/view`, {headers, cache: 'no-store', credentials: 'omit', signal: stop.signal})
      if ([404, 401, 403].includes(answer.status)) return
      if (answer.ok) {
        await parts(answer.body.getReader(), async (bytes) => {
          clearTimeout(patience)
          patience = setTimeout(() => stop.abort(), silence)
          if (!bytes) return
          await draw(bytes)
          clearTimeout(hiding)
          hiding = setTimeout(() => { figure.hidden = true }, stale)
        })
      }
      clearTimeout(patience)
    } catch { /* The line broke; the next try comes. */ }
    document.removeEventListener('visibilitychange', cut)
    if (!document.hidden) await new Promise((go) => setTimeout(go, retryAfter))
  }
}

/** Nobody aims by a page in a hidden tab, and a browser has six connections to a place for all its tabs. */
function seen() {
  if (!document.hidden) return
  return new Promise((go) => {
    const look = () => {
      if (document.hidden) return
      document.removeEventListener('visibilitychange', look)
      go()
    }
    document.addEventListener('visibilitychange', look)
  })
}

async function draw(bytes) {
  const picture = await createImageBitmap(new Blob([bytes], {type: 'image/jpeg'}))
  const {width, height} = picture
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height})
  canvas.getContext('2d').drawImage(picture, 0, 0)
  picture.close()
  figure.hidden = false
}

/** Takes a multipart body apart: each part has its length (RFC 2046 section 5.1); what lies between is a sign of life. */
async function parts(reader, take) {
  let rest = new Uint8Array()
  while (true) {
    const {value, done} = await reader.read()
    if (done) return
    rest = joined(rest, value)
    await take(undefined)
    while (true) {
      const head = new TextDecoder('latin1').decode(rest.subarray(0, 300))
      const found = /Content-Length: (\d+)\r\n\r\n/.exec(head)
      const from = found && found.index + found[0].length
      if (!found || rest.length < from + +found[1]) break
      await take(rest.slice(from, from + +found[1]))
      rest = rest.slice(from + +found[1])
    }
    if (rest.length > 1 << 20) return
  }
}

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
