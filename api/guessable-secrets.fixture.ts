import { signQstash } from '#tests/servers/qstash.ts'
import { c2Order, PASSWORD, type Tree, type World } from '#tests/world.ts'
import { app } from './app.ts'
import { appOf } from './auth/app.fixture.ts'
import { lastDayOf, seoulMonth } from './calendar.ts'
import { BOUNDS } from './lockout/bounds.ts'
import { verifyQstash } from './platform/qstash-signature.ts'
import { BOOTSTRAP_TOKEN } from './platform/test.ts'
import { aCompany, companyApplication, consents, somebody } from './registration/apply.fixture.ts'

export type Reply = { status: number; body: { code?: string } }
/** A secret to guess at: how a right and a wrong guess are sent from an address. */
export type Guessed = {
  /** The status of a wrong guess within the bound. */
  wrongIs: number
  /** The `n`th wrong guess at this subject. */
  wrong(n: number, address: string): Promise<Reply>
  /** A wrong guess at another subject each time: to reach the bound of an address. */
  elsewhere(n: number, address: string): Promise<Reply>
  right(address: string): Promise<Reply>
}

const QSTASH = { currentKey: 'sig_current', nextKey: 'sig_next' }
const JOBS = 'http://maru.test/api/jobs/run'
const NO_TOKEN = 'x'.repeat(32)

/** Every secret that an outsider can guess at, each requested as its page or program does. */
export function secretsOf(world: World) {
  let names = 0
  const fresh = () => `name-${++names}`
  const json = { 'content-type': 'application/json' }
  async function ask(path: string, body: object | undefined, address: string): Promise<Reply> {
    const init = body ? { method: 'POST', headers: json, body: JSON.stringify(body) } : {}
    const response = await world.call(path, init, { address })
    const text = await response.text()
    await world.platform.settled()
    return { status: response.status, body: text ? JSON.parse(text) : {} }
  }
  const usernameOf = async (who: Tree['hq']['admin']) => String((await who.get('me')).body.username)
  const codeOf = async (who: Tree['hq']['admin']) => String((await who.get('me')).body.company.code)
  const invite = async (tree: Tree) => {
    const guest = { companyId: tree.r1.id, role: 'staff', name: '손님', email: null, days: 7 }
    const { body } = await tree.a.admin.post('invitations', guest)
    return String(body.link).split('#')[1] ?? ''
  }
  const accept = (token: string, username: string, address: string) =>
    ask('registration/invitation/acceptance', { token, ...somebody(username), consents }, address)

  async function password(tree: Tree): Promise<Guessed> {
    const username = await usernameOf(tree.r1.admin)
    const signIn = (username: string, password: string, address: string) =>
      ask('auth/login', { username, password }, address)
    return {
      wrongIs: 401,
      wrong: (n, address) => signIn(username, `wrong-${n}`, address),
      elsewhere: (_, address) => signIn(fresh(), 'wrong', address),
      right: (address) => signIn(username, PASSWORD, address),
    }
  }

  /** From the app or from the printed codes: both open the second step. */
  const factorCode = async (tree: Tree, wrong: (n: number) => string, isPaper: boolean) => {
    const username = await usernameOf(tree.r1.admin)
    const { code, codes } = await appOf(world, tree.r1.admin)
    world.platform.clock.advance(30)
    const challenge = async (address: string) =>
      (await ask('auth/login', { username, password: PASSWORD }, address)).body as {
        challenge?: string
      }
    const first = await challenge('203.0.113.250')
    const second = (code: string, address: string) =>
      ask('auth/second-factor', { challenge: first.challenge, code }, address)
    return {
      wrongIs: 422,
      wrong: (n: number, address: string) => second(wrong(n), address),
      elsewhere: (_: number, address: string) =>
        ask('auth/login', { username: fresh(), password: 'wrong' }, address),
      right: (address: string) => second(isPaper ? (codes[0] ?? '') : code(), address),
    } satisfies Guessed
  }

  async function digits(tree: Tree): Promise<Guessed> {
    const policyId = await tree.publish()
    const month = seoulMonth(world.platform.clock.now())
    const period = { start: `${month}-01`, end: lastDayOf(month) }
    const items = (companyId: string) => [{ companyId, amountWon: 5_000_000 }]
    await tree.hq.admin.post('rebates/allocations', { period, items: items(tree.a.id) })
    await tree.a.admin.post('rebates/distributions', { period, items: items(tree.r1.id) })
    const { body } = await tree.r1.staff.post('orders', c2Order(policyId, tree.skt99))
    const { number } = (await tree.r1.staff.get(`orders/${body.id}`)).body
    const look = (order: string, phone: string, address: string) =>
      ask(`track?order=${order}&phone=${phone}`, undefined, address)
    return {
      wrongIs: 404,
      wrong: (n, address) => look(number, String(1_000 + n), address),
      elsewhere: (n, address) => look(`SK-000000-${1_000 + n}`, '0000', address),
      right: (address) => look(number, '4417', address),
    }
  }

  async function companyCode(tree: Tree): Promise<Guessed> {
    const code = await codeOf(tree.r1.admin)
    const find = (code: string, address: string) =>
      ask(`registration/parent?code=${code}`, undefined, address)
    return {
      wrongIs: 404,
      wrong: (n, address) => find(`${code.slice(0, -4)}${9_000 + n}`, address),
      elsewhere: (n, address) => find(`AG-2001${10 + n}-0001`, address),
      right: (address) => find(code, address),
    }
  }

  /** A name in use, which a sign-up with a right code reveals. A right guess is a name that is free. */
  async function takenByCode(tree: Tree): Promise<Guessed> {
    const [code, taken] = [await codeOf(tree.a.admin), await usernameOf(tree.r1.admin)]
    const apply = (username: string, address: string) =>
      ask('registration/companies', companyApplication(code, username), address)
    return {
      wrongIs: 409,
      wrong: (_, address) => apply(taken, address),
      // Sign-ups have one count for all codes, right and wrong.
      elsewhere: (_, address) =>
        ask('registration/companies', companyApplication('HQ-200101-9999', taken), address),
      right: (address) => apply(fresh(), address),
    }
  }

  async function takenByInvitation(tree: Tree): Promise<Guessed> {
    const taken = await usernameOf(tree.r1.admin)
    const [mine, all] = [await invite(tree), [] as string[]]
    const others = Math.ceil((BOUNDS.name_told_far.max + 1) / (BOUNDS.name_told.max - 1))
    for (let i = 0; i < others; i++) all.push(await invite(tree))
    return {
      wrongIs: 409,
      wrong: (_, address) => accept(mine, taken, address),
      elsewhere: (n, address) =>
        accept(all[Math.floor(n / (BOUNDS.name_told.max - 1))] ?? '', taken, address),
      right: (address) => accept(mine, fresh(), address),
    }
  }

  async function invitation(tree: Tree): Promise<Guessed> {
    const token = await invite(tree)
    const read = (token: string, address: string) =>
      ask('registration/invitation', { token }, address)
    const wrong = (n: number, address: string) =>
      n % 2 === 0 ? read(`${NO_TOKEN}${n}`, address) : accept(`${NO_TOKEN}${n}`, fresh(), address)
    return { wrongIs: 404, wrong, elsewhere: wrong, right: (address) => read(token, address) }
  }

  async function link(tree: Tree): Promise<Guessed> {
    const { userId } = tree.r1.admin.actor
    const { body } = await tree.a.admin.post(`users/${userId}/password-reset`)
    const token = String(body.link).split('#')[1] ?? ''
    const set = (token: string, address: string) =>
      ask('auth/password-resets', { token, password: 'sunflower-morning-7' }, address)
    const wrong = (n: number, address: string) => set(`${NO_TOKEN}${n}`, address)
    return { wrongIs: 410, wrong, elsewhere: wrong, right: (address) => set(token, address) }
  }

  async function accessToken(tree: Tree): Promise<Guessed> {
    const wish = { name: '재고', scopes: ['order.read'], expiresInDays: 30 }
    const secret = String((await tree.r1.admin.post('me/tokens', wish)).body.secret)
    const use = async (secret: string, address: string): Promise<Reply> => {
      const init = { headers: { authorization: `Bearer ${secret}` } }
      const response = await world.call('orders', init, { address })
      return { status: response.status, body: await response.json() }
    }
    const wrong = (n: number, address: string) =>
      use(`${secret.slice(0, -4)}${String(n).padStart(4, '0')}`, address)
    return { wrongIs: 401, wrong, elsewhere: wrong, right: (address) => use(secret, address) }
  }

  async function bootstrapToken(): Promise<Guessed> {
    const begin = (token: string, address: string) =>
      ask(
        'registration/headquarters',
        { token, company: aCompany('새길모바일'), admin: somebody(fresh()) },
        address,
      )
    const wrong = (n: number, address: string) => begin(`${NO_TOKEN}${n}`, address)
    return {
      wrongIs: 403,
      wrong,
      // Any sign-up counts, so the test does not reach the limit of the whole installation first.
      elsewhere: (_, address) =>
        ask('registration/companies', companyApplication('HQ-200101-9999', fresh()), address),
      right: (address) => begin(BOOTSTRAP_TOKEN, address),
    }
  }

  async function signature(): Promise<Guessed> {
    const { platform } = world
    const verifyWake = verifyQstash({ ...QSTASH, cache: platform.cache })
    const body = JSON.stringify({ id: '00000000-0000-7000-8000-000000000000' })
    const knock = async (key: string, address: string): Promise<Reply> => {
      const signature = await signQstash({ url: JOBS, body, key })
      const headers = { ...json, 'upstash-signature': signature }
      const live = () => new Response(null, { status: 426 })
      const request = new Request(JOBS, { method: 'POST', body, headers })
      const response = await app.fetch(request, { platform, address, live, verifyWake })
      return { status: response.status, body: (await response.json()) as Reply['body'] }
    }
    const wrong = (n: number, address: string) => knock(`sig_${n}`, address)
    return {
      wrongIs: 401,
      wrong,
      elsewhere: wrong,
      right: (address) => knock(QSTASH.currentKey, address),
    }
  }

  return {
    password,
    appCode: (tree: Tree) => factorCode(tree, (n) => `00000${n}`, false),
    recoveryCode: (tree: Tree) => factorCode(tree, (n) => `aaaa-bbbb-cccc-000${n}`, true),
    digits,
    companyCode,
    takenByCode,
    takenByInvitation,
    invitation,
    link,
    accessToken,
    bootstrapToken,
    signature,
  }
}
