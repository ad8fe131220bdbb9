import { describe, expect, test } from 'vitest'
import { GRANTS, type Grant } from '#db/words.ts'
import {
  exportViewerOf,
  type Field,
  formOf,
  mayReveal,
  show,
  VIEWERS,
  type Viewer,
} from './disclosure.ts'

/** The data of a customer, plain and masked. */
const CUSTOMER: Record<Exclude<Field, 'free'>, { plain: string; masked: string }> = {
  name: { plain: '홍길동', masked: '홍*동' },
  phone: { plain: '01012345678', masked: '010-****-5678' },
  birth: { plain: '1990-04-05', masked: '90****' },
  account: { plain: '110-123-456789', masked: '***-****-6789' },
  address: { plain: '서울특별시 강남구 테헤란로 1', masked: '서울특별시 강남구' },
  serial: { plain: '356938035643809', masked: '*********643809' },
  health: { plain: '고혈압', masked: '***' },
}
type Customers = keyof typeof CUSTOMER

/**
 * The table of `domain.md` D.5. A grant after a slash shows the field plainly: `+` at once, `?` one record
 * at a time with a reason. The last column has the files of HQ before those of the others.
 */
const D5 = `
  name    | plain                | masked | plain                | masked | masked/pii.export+ masked/pii.export+
  phone   | plain                | masked | plain                | masked | masked masked
  birth   | masked               | hidden | masked/pii.view?     | hidden | masked masked
  account | masked               | hidden | masked/pii.view?     | hidden | hidden hidden
  address | plain                | masked | plain                | masked | masked masked
  serial  | plain                | masked | plain                | plain  | plain masked
  health  | hidden/health.view+  | hidden | hidden               | hidden | hidden hidden`

const CELLS = D5.trim()
  .split('\n')
  .flatMap((line) => {
    const [field = '', ...cells] = line.split('|').map((cell) => cell.trim())
    const said = [...cells.slice(0, 4), ...(cells[4]?.split(' ') ?? [])]
    return said.map((cell, n) => {
      const [, form, grant, how] = /^(\w+)(?:\/([\w.]+)([+?]))?$/.exec(cell) ?? []
      return { field: field as Customers, viewer: VIEWERS[n] as Viewer, form, grant, how }
    })
  })

const shownAs = (field: Customers, form: string | undefined) =>
  form === 'hidden' ? undefined : CUSTOMER[field][form as 'plain' | 'masked']

test('the table has seven fields and five viewers, with separate files for HQ and the others', () => {
  expect(CELLS).toHaveLength(7 * (4 + 2))
})

describe.each(CELLS)('D.5: $field for $viewer', ({ field, viewer, form, grant, how }) => {
  const { plain } = CUSTOMER[field]
  test(`is ${form}`, () => {
    expect(show(field, viewer, plain)).toBe(shownAs(field, form))
  })
  test.each(GRANTS.map((held) => [held]))('to a holder of %s', (held: Grant) => {
    const shown = held === grant && how === '+' ? plain : shownAs(field, form)
    expect(show(field, viewer, plain, [held])).toBe(shown)
    expect(mayReveal(field, viewer, [held])).toBe(held === grant && how === '?')
  })
})

test('nobody reveals a field without a grant', () => {
  for (const { field, viewer } of CELLS) expect(mayReveal(field, viewer, [])).toBe(false)
})

test('free text is shown to the shop, and to HQ while it works on the order', () => {
  expect(VIEWERS.filter((viewer) => formOf('free', viewer, GRANTS) !== 'hidden')).toEqual([
    'owner',
    'hq_working',
  ])
})

test('the tier decides which viewer of a file a person is', () => {
  expect((['hq', 'agency', 'retail'] as const).map(exportViewerOf)).toEqual([
    'hq_export',
    'export',
    'export',
  ])
})
