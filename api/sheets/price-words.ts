import type { CellCarrier } from '#db/words.ts'
import type { UnitWon } from '../amount.ts'
import type { ColumnRole } from './price-proposal.ts'
import { carrierOf } from './trade-words.ts'

/** Words of price sheets that name a column, a unit or a kind of row. */

const ROLES: [role: ColumnRole, words: string][] = [
  ['device', '모델|모델명|단말|단말기|단말기명|기종|기기|기기명|펫네임|제품명|상품명'],
  ['storage', '용량|저장용량'],
  ['carrier', '통신사'],
  ['band', '요금제|요금제구간|요금제군|구간|요금구간'],
  ['months', '약정|약정개월|약정기간|개월|개월수'],
  ['join_type', '가입유형|유형|개통유형'],
  ['support', '지원|지원유형|지원금유형|할인유형|약정유형'],
  ['amount', '금액|단가|리베이트|수수료|지급액|정책금|장려금'],
  [
    'ignored',
    '출고가|출고가격|비고|메모|참고|전주|전일|변동|증감|순번|번호|no|no.|연번|모델코드|코드|색상',
  ],
]
const ROLE_OF = new Map(
  ROLES.flatMap(([role, words]) => words.split('|').map((word) => [word, role] as const)),
)
const DEDUCTION = /차감|환수|공제/
const UNITS: Record<string, UnitWon> = { 만원: 10_000, 만: 10_000, 천원: 1_000, 천: 1_000, 원: 1 }
const NAMED_UNIT = /단위\s*:?\s*(만\s*원?|천\s*원?|원)/
const BRACKETED_UNIT = /[([]\s*(만\s*원|천\s*원|원)\s*[)\]]/
const LABEL_MAX = 200
const TOTAL = /^(?:합계|총계|총합계|소계|평균|계|total|sum|average)$/i
const NOTE = /^(?:[※*•▶★☆■□◆◇]|주\)|\(주의|참고:)/

/** What a heading names, with or without a bracket behind it: `출고가(원)`. */
export function roleOf(heading: string): ColumnRole | undefined {
  const plain = heading.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const known = ROLE_OF.get(plain) ?? ROLE_OF.get(plain.replace(/[([].*$/, ''))
  return known ?? (DEDUCTION.test(plain) ? 'deduction' : undefined)
}

/** `(단위 : 천원)` or `단가(만원)` → won per figure. */
export function unitIn(text: string): UnitWon | undefined {
  const plain = text.normalize('NFKC')
  const [, said] = NAMED_UNIT.exec(plain) ?? BRACKETED_UNIT.exec(plain) ?? []
  return said === undefined ? undefined : UNITS[said.replace(/\s/g, '')]
}

export const isTotal = (text: string) => TOTAL.test(text.replace(/\s/g, ''))
export const isNote = (text: string) => NOTE.test(text.normalize('NFKC').trim())

/** The carriers that a title or a sheet's name mentions. */
export const carriersIn = (text: string): CellCarrier[] =>
  text
    .normalize('NFKC')
    .replace(/LG\s*U\+?/gi, ' LGU+ ')
    .split(/[\s_()[\],·/|:.-]+/)
    .flatMap((word) => carrierOf(word) ?? [])

/** `가온 S26+ / S26 울트라` → both names; one name stays alone. */
export function devicesIn(text: string): string[] {
  if (text.length > LABEL_MAX) return [text.trim()]
  const names = text.split(/\s*[/,\n·]\s*/).filter((name) => name.trim().length > 1)
  return names.length > 1 ? names.map((name) => name.trim()) : [text.trim()]
}
