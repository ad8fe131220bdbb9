import { Secret, TOTP } from 'otpauth'
import { PASSWORD, type Tree, type World } from './world.ts'

type Client = Tree['hq']['admin']
// What a test reads of a body it names itself; a wrong name fails the test.
// biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
type Send = (who: Client, method: string, path: string, body?: object) => Promise<any>

const STEP_SECONDS = 30

/** One who has begun to set up a second factor, and one who has it and stands before the second step. */
export async function fillFactors(world: World, { a, b }: Tree, sent: Send) {
  const { clock } = world.platform
  /** What an app with this key shows now, or some steps later. */
  const codeOf = (key: string, later = 0) =>
    new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
      timestamp: clock.now().getTime() + later * STEP_SECONDS * 1000,
    })
  const begun: string = (await sent(a.staff, 'POST', 'me/second-factor')).key
  const held: string = (await sent(b.staff, 'POST', 'me/second-factor')).key
  const confirm = { code: codeOf(held) }
  const { codes } = await sent(b.staff, 'POST', 'me/second-factor/confirmation', confirm)
  // The code that confirmed it is used up; from here on the app shows another.
  clock.advance(STEP_SECONDS)
  const { username } = (await b.staff.get('me')).body
  const first = await sent(b.staff, 'POST', 'auth/login', { username, password: PASSWORD })
  return {
    beginner: a.staff,
    holder: b.staff,
    challenge: String(first.challenge),
    recovery: codes as string[],
    ofBeginner: () => codeOf(begun),
    ofHolder: (later = 0) => codeOf(held, later),
  }
}
