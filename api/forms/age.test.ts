import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { C2_POLICY, c2Order, openWorld, type Tree, type World } from '#tests/world.ts'
import { addDays } from '../calendar.ts'
import { ADULT_AGE, ageOn, ageProblem } from './age.ts'

// Age is counted in completed years (만 나이), on the day in Seoul on which the order is placed.

describe('completed years', () => {
  test.each([
    ['the day before the birthday', '2007-11-21', '2026-11-20', 18],
    ['on the birthday', '2007-11-20', '2026-11-20', 19],
    ['on the day of birth', '2026-11-20', '2026-11-20', 0],
    ['of a leap day, on 28 February', '2008-02-29', '2027-02-28', 18],
    ['of a leap day, on 1 March', '2008-02-29', '2027-03-01', 19],
    ['of a leap day, in a leap year', '2008-02-29', '2028-02-29', 20],
    ['at the turn of the year', '2007-12-31', '2026-12-30', 18],
  ])('%s', (_, birthDate, day, years) => {
    expect(ageOn(birthDate, day)).toBe(years)
  })

  const aDay = fc.integer({ min: 0, max: 130 * 365 }).map((n) => addDays('1900-01-01', n))

  test('every person is either a minor or an adult, and once an adult stays one', () => {
    fc.assert(
      fc.property(aDay, aDay, (birthDate, day) => {
        const fits = (['minor', 'adult'] as const).filter(
          (customerType) => !ageProblem(birthDate, { day, customerType }),
        )
        const isPlausible = birthDate <= day && ageOn(birthDate, day) <= 120
        expect(fits).toHaveLength(isPlausible ? 1 : 0)
        if (fits[0] === 'adult')
          expect(ageOn(birthDate, addDays(day, 1))).toBeGreaterThanOrEqual(ADULT_AGE)
        for (const customerType of ['foreigner', 'corporate'] as const)
          expect(ageProblem(birthDate, { day, customerType }) === undefined).toBe(isPlausible)
      }),
    )
  })
})

describe('an order', () => {
  let world: World
  let tree: Tree
  let policyId: string
  beforeAll(async () => {
    world = await openWorld()
    tree = await world.mintTree()
    const asked = ['legal_name', 'legal_phone', 'nationality', 'business_number']
    const more = asked.map((key) => ({ key, required: false }))
    policyId = await tree.publish({ form: [...C2_POLICY.form, ...more] })
    const period = { start: '2026-11-01', end: '2026-11-30' }
    const give = (companyId: string) => ({ period, items: [{ companyId, amountWon: 50_000_000 }] })
    await tree.hq.admin.post('rebates/allocations', give(tree.a.id))
    await tree.a.admin.post('rebates/distributions', give(tree.r1.id))
  })
  afterAll(() => world.close())

  const EXTRA_ANSWERS: Record<string, object> = {
    minor: { legal_name: '홍판서', legal_phone: '01099990000' },
    foreigner: { nationality: '베트남' },
    corporate: { business_number: '1248100998' },
  }
  /**
   * The answer to an order for a customer of this type and birth date: 201, or the status, path and code of
   * the error.
   */
  async function ordered(type: string, birthDate: string) {
    const { status, body } = await tree.r1.staff.post(
      'orders',
      c2Order(policyId, tree.skt99, {
        customer: { name: '홍길동', phone: '01012344417', type },
        form: { ...c2Order('', '').form, ...EXTRA_ANSWERS[type], birth_date: birthDate },
      }),
    )
    const [fault] = body.errors ?? []
    return fault ? `${status} ${fault.path} ${fault.code}` : String(status)
  }

  test.each([
    ['minor', '2007-11-21', '201'],
    ['minor', '2007-11-20', '422 form.birth_date not_minor'],
    ['minor', '1950-01-01', '422 form.birth_date not_minor'],
    ['minor', '2026-11-21', '422 form.birth_date birth_future'],
    ['adult', '2007-11-20', '201'],
    ['adult', '2007-11-21', '422 form.birth_date not_adult'],
    ['adult', '1906-11-20', '201'],
    ['adult', '1905-11-20', '422 form.birth_date birth_past'],
    ['foreigner', '2015-05-05', '201'],
    ['foreigner', '1990-05-05', '201'],
    ['foreigner', '2026-11-21', '422 form.birth_date birth_future'],
    ['corporate', '2015-05-05', '201'],
  ])('for a %s born on %s is answered %s on 20 November 2026', async (type, birthDate, answer) => {
    expect(await ordered(type, birthDate)).toBe(answer)
  })

  test('for a minor must name a legal representative', async () => {
    const { status, body } = await tree.r1.staff.post(
      'orders',
      c2Order(policyId, tree.skt99, {
        customer: { name: '홍길동', phone: '01012344417', type: 'minor' },
        form: { ...c2Order('', '').form, birth_date: '2010-01-01' },
      }),
    )
    expect(status).toBe(422)
    expect(
      body.errors.map(({ path, code }: { path: string; code: string }) => [path, code]),
    ).toEqual([
      ['form.legal_name', 'required'],
      ['form.legal_phone', 'required'],
    ])
  })

  test('for a customer who turns nineteen at midnight in Seoul is for a minor until then', async () => {
    const born = '2007-11-21'
    world.platform.clock.set(new Date('2026-11-20T14:59:59.999Z'))
    expect(await ordered('adult', born)).toBe('422 form.birth_date not_adult')
    expect(await ordered('minor', born)).toBe('201')
    world.platform.clock.set(new Date('2026-11-20T15:00:00Z'))
    expect(await ordered('adult', born)).toBe('201')
    expect(await ordered('minor', born)).toBe('422 form.birth_date not_minor')
  })
})
