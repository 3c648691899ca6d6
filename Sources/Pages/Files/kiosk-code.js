// The changing code of a lane in its corner: a new one is drawn before the old one goes, and an old one never stays.

const patience = 3000
const retryAfter = 1000
const frame = document.getElementById('code')

/** Shows the code of the lane from now on. */
export async function showCode(place, headers) {
  let ending
  while (true) {
    let wait = retryAfter
    try {
      const answer = await fetch(`${place}/code`, {headers, cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(patience)})
      if (answer.ok) {
        const code = await answer.json()
        await draw(code.svg)
        wait = until(code.renewAfter, code.now, 500)
        clearTimeout(ending)
        ending = setTimeout(() => frame.replaceChildren(), until(code.expiresAt, code.now, 0))
      }
    } catch { /* The next try comes; the code goes by itself when its time is over. */ }
    await new Promise((go) => setTimeout(go, wait))
  }
}

async function draw(svg) {
  const image = new Image()
  image.alt = ''
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  frame.replaceChildren(image)
}

/** Milliseconds by the server's clock, not by this screen's. */
const until = (time, now, least) => Math.max(least, Date.parse(time) - Date.parse(now))
