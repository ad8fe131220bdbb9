/** The columns of lists that people keep, by the words they head them with. */

/** `lines` is a text whose line breaks stay. */
export type FieldKind = 'text' | 'lines' | 'amount' | 'carrier' | 'yes_no' | 'color_code' | 'day'
export type Field<Name extends string = string> = {
  name: Name
  kind: FieldKind
  /** Without it a row is no record. */
  required?: true
  words: readonly string[]
  /** One value to a cell: `블랙/크림` may be two colours or one name, so it is asked. */
  single?: true
  /** A longer text is named and not cut. */
  lengthMax?: number
  /** An amount of zero is no value. */
  positive?: true
  /** Doubt about the value does not keep the row out: the field is left empty, and this is said. */
  spare?: true
}
/** A kind of list. Rows are the same record when all fields of `key` are. */
export type RecordShape<Name extends string = string> = {
  fields: readonly Field<Name>[]
  key: readonly Name[]
}

const NAME_MAX = 200
const words = (text: string) => text.split('|')

/** The days of a list's entries; `출시일` is none of them. */
const DAYS = [
  {
    name: 'validFrom',
    kind: 'day',
    words: words('적용시작|적용시작일|시작일|판매시작|판매시작일'),
  },
  {
    name: 'validUntil',
    kind: 'day',
    words: words('적용종료|적용종료일|종료일|판매종료|판매종료일'),
  },
] as const satisfies Field[]
type DayField = (typeof DAYS)[number]['name']

export type PlanField =
  | 'carrier'
  | 'name'
  | 'monthlyFeeWon'
  | 'description'
  | 'category'
  | 'active'
  | DayField
export const PLAN_LIST: RecordShape<PlanField> = {
  key: ['carrier', 'name'],
  fields: [
    { name: 'carrier', kind: 'carrier', required: true, words: words('통신사|사업자|망') },
    {
      name: 'name',
      kind: 'text',
      required: true,
      lengthMax: NAME_MAX,
      words: words('요금제명|요금제|요금상품명|요금제이름|상품명'),
    },
    {
      name: 'monthlyFeeWon',
      kind: 'amount',
      required: true,
      positive: true,
      words: words('월요금|월정액|기본료|월기본료|요금|금액|월납부금'),
    },
    { name: 'description', kind: 'lines', words: words('설명|비고|내용|메모|특징') },
    { name: 'category', kind: 'text', words: words('분류|구분|카테고리|종류') },
    {
      name: 'active',
      kind: 'yes_no',
      spare: true,
      words: words('사용|사용여부|판매|판매여부|상태'),
    },
    ...DAYS,
  ],
}

export type DeviceField =
  | 'manufacturer'
  | 'model'
  | 'name'
  | 'storage'
  | 'color'
  | 'colorCode'
  | 'priceWon'
  | 'active'
  | DayField
export const DEVICE_LIST: RecordShape<DeviceField> = {
  key: ['manufacturer', 'model', 'storage', 'color'],
  fields: [
    {
      name: 'manufacturer',
      kind: 'text',
      required: true,
      words: words('제조사|제조회사|브랜드|메이커'),
    },
    {
      name: 'model',
      kind: 'text',
      words: words('모델명|모델|모델코드|모델번호|기종코드'),
    },
    {
      name: 'name',
      kind: 'text',
      words: words('펫네임|기기명|단말기명|제품명|상품명|기종|단말명'),
    },
    { name: 'storage', kind: 'text', single: true, words: words('용량|저장용량|메모리') },
    { name: 'color', kind: 'text', single: true, words: words('색상|컬러|색') },
    {
      name: 'colorCode',
      kind: 'color_code',
      spare: true,
      words: words('색상코드|컬러코드|색코드'),
    },
    {
      name: 'priceWon',
      kind: 'amount',
      positive: true,
      words: words('출고가|출고가격|단말가|단말기가격|가격'),
    },
    {
      name: 'active',
      kind: 'yes_no',
      spare: true,
      words: words('판매|판매여부|사용|사용여부|상태'),
    },
    ...DAYS,
  ],
}

/** The field that a heading names, whatever its spacing, case, brackets and line breaks. */
export function fieldOf<Name extends string>(
  heading: string,
  { fields }: RecordShape<Name>,
): Field<Name> | undefined {
  const plain = heading.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  const bare = plain.replace(/[([].*$/, '').replace(/[*:]$/, '')
  return fields.find((field) => field.words.includes(plain) || field.words.includes(bare))
}
