import { codeShown } from './authenticator.ts'
import { PASSWORD, type Tree, type World } from './world.ts'

type Client = Tree['hq']['admin']
// The test itself names the fields that it reads of a body; a wrong name fails the test.
// biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
type Send = (who: Client, method: string, path: string, body?: object) => Promise<any>

/** One person who has begun to set up a second factor, and one who has it and is at the second step. */
export async function fillFactors(world: World, { a, b }: Tree, sent: Send) {
  const { platform } = world
  const codeOf = (key: string, later = 0) => codeShown(platform, key, later)
  const begun: string = (await sent(a.staff, 'POST', 'me/second-factor')).key
  const held: string = (await sent(b.staff, 'POST', 'me/second-factor')).key
  const confirm = { code: codeOf(held) }
  const { codes } = await sent(b.staff, 'POST', 'me/second-factor/confirmation', confirm)
  // The code of the confirmation is used up; from now on the app shows another.
  platform.clock.advance(30)
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
