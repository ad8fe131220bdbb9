import { codeShown } from '#tests/authenticator.ts'
import type { Tree, World } from '#tests/world.ts'

type Client = Tree['hq']['admin']

/** Sets up an authenticator app for a test person; this uses up the code of the current half minute. */
export async function appOf({ platform }: World, who: Client) {
  const { key } = (await who.post('me/second-factor')).body
  const code = () => codeShown(platform, key)
  const { status, text, body } = await who.post('me/second-factor/confirmation', { code: code() })
  if (status !== 200) throw new Error(text)
  return { code, codes: body.codes as string[] }
}
