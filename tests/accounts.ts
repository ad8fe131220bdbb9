import { PASSWORD, type Tree } from './world.ts'

type Client = Tree['hq']['admin']
// The test itself names the fields that it reads of a body; a wrong name fails the test.
// biome-ignore lint/suspicious/noExplicitAny: bodies of several routes pass through here
type Send = (who: Client, method: string, path: string, body?: object) => Promise<any>

/** A staff member with a second device and a program's token, and a password link for another one. */
export async function fillAccounts({ r2, rb }: Tree, sent: Send) {
  const settle = async (shop: Tree['r2']) => {
    const who = await shop.lent()
    const { username } = (await who.get('me')).body
    await sent(who, 'POST', 'auth/login', { username, password: PASSWORD })
    const { items } = (await who.get('me/sessions')).body
    const device = items.find(({ current }: { current: boolean }) => !current)
    const token = await sent(who, 'POST', 'me/tokens', {
      ...{ name: '재고 연동', scopes: ['order.read'], expiresInDays: 30 },
    })
    // For another person: a new password invalidates the links from before.
    const { userId: forgetful } = (await shop.lent()).actor
    const { link } = await sent(shop.admin, 'POST', `users/${forgetful}/password-reset`)
    const ids = { person: who.actor.userId, device: String(device.id), token: String(token.id) }
    return { who, username: String(username), ids, reset: String(link).split('#')[1] ?? '' }
  }
  const [resident, cousin] = [await settle(r2), await settle(rb)]
  return {
    resident,
    ids: {
      resident: resident.ids.person,
      device: resident.ids.device,
      apiToken: resident.ids.token,
      cousinResident: cousin.ids.person,
      cousinDevice: cousin.ids.device,
      cousinApiToken: cousin.ids.token,
    },
  }
}
