import { Secret, TOTP } from 'otpauth'
import type { Tree, World } from '#tests/world.ts'

type Client = Tree['hq']['admin']

/** Gives a person of a world an authenticator app; the code of this half minute is used up by it. */
export async function appOf(world: World, who: Client) {
  const { key } = (await who.post('me/second-factor')).body
  const secret = Secret.fromBase32(String(key).replaceAll(' ', ''))
  const code = () =>
    new TOTP({ secret }).generate({ timestamp: world.platform.clock.now().getTime() })
  const { status, text, body } = await who.post('me/second-factor/confirmation', { code: code() })
  if (status !== 200) throw new Error(text)
  return { code, codes: body.codes as string[] }
}
