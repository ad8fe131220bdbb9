import { isBusinessNumber } from '../companies/business-number.ts'

/** Invented companies and people. Any resemblance is accidental. */
type Company = { name: string; address: string; phone: string }
export type Shop = Company & { busy: number; username?: string; staff?: string }
export type Agency = Company & { shareOfGross: number; username?: string; shops: Shop[] }
export type Hq = Company & {
  username: string
  staff?: string
  agencies: Agency[]
  /** Whether people and companies wait for approval in this tree. */
  newcomers?: true
}

/** Two trees, to show that people of one cannot see the other. `busy` is orders a day. */
export const TREES: readonly Hq[] = [
  {
    name: '새봄모바일',
    address: '서울특별시 중구 세종대로 110',
    phone: '020000001',
    username: 'hq.admin',
    newcomers: true,
    staff: 'hq.staff',
    agencies: [
      {
        name: '동해통신',
        address: '강원특별자치도 강릉시 중앙로 21',
        phone: '0330000002',
        // The example of domain.md C.2: its shops get 300,000 of 400,000.
        shareOfGross: 0.75,
        username: 'agency.admin',
        shops: [
          {
            name: '강릉중앙점',
            address: '강원특별자치도 강릉시 금성로 15',
            phone: '0330000003',
            busy: 0.83,
            username: 'shop.admin',
            staff: 'shop.staff',
          },
          {
            name: '속초교동점',
            address: '강원특별자치도 속초시 교동로 52',
            phone: '0330000004',
            busy: 0.52,
          },
          {
            name: '춘천퇴계점',
            address: '강원특별자치도 춘천시 퇴계로 88',
            phone: '0330000005',
            busy: 0.45,
          },
          {
            name: '원주단계점',
            address: '강원특별자치도 원주시 단계로 31',
            phone: '0330000006',
            busy: 0.3,
          },
        ],
      },
      {
        name: '한강네트웍스',
        address: '서울특별시 성동구 왕십리로 83',
        phone: '020000007',
        shareOfGross: 0.8,
        shops: [
          {
            name: '성수역점',
            address: '서울특별시 성동구 아차산로 100',
            phone: '020000008',
            busy: 0.75,
          },
          {
            name: '왕십리점',
            address: '서울특별시 성동구 고산자로 240',
            phone: '020000009',
            busy: 0.68,
          },
          {
            name: '구의역점',
            address: '서울특별시 광진구 자양로 117',
            phone: '020000010',
            busy: 0.45,
          },
          {
            name: '잠실새내점',
            address: '서울특별시 송파구 올림픽로 145',
            phone: '020000011',
            busy: 0.38,
          },
        ],
      },
      {
        name: '남도모바일',
        address: '전라남도 목포시 하당로 45',
        phone: '0610000012',
        shareOfGross: 0.78,
        shops: [
          {
            name: '목포하당점',
            address: '전라남도 목포시 신흥로 12',
            phone: '0610000013',
            busy: 0.45,
          },
          {
            name: '순천연향점',
            address: '전라남도 순천시 연향로 60',
            phone: '0610000014',
            busy: 0.38,
          },
          {
            name: '여수학동점',
            address: '전라남도 여수시 시청로 7',
            phone: '0610000015',
            busy: 0.3,
          },
        ],
      },
      {
        name: '충청링크텔',
        address: '대전광역시 서구 둔산로 12',
        phone: '0420000016',
        shareOfGross: 0.76,
        shops: [
          {
            name: '대전둔산점',
            address: '대전광역시 서구 대덕대로 211',
            phone: '0420000017',
            busy: 0.45,
          },
          {
            name: '천안불당점',
            address: '충청남도 천안시 서북구 불당로 48',
            phone: '0410000018',
            busy: 0.3,
          },
        ],
      },
    ],
  },
  {
    name: '가온텔레콤',
    address: '부산광역시 해운대구 센텀로 30',
    phone: '0510000019',
    username: 'hq2.admin',
    agencies: [
      {
        name: '영남유통',
        address: '부산광역시 부산진구 서면로 7',
        phone: '0510000020',
        shareOfGross: 0.8,
        username: 'agency2.admin',
        shops: [
          {
            name: '부산서면점',
            address: '부산광역시 부산진구 중앙대로 702',
            phone: '0510000021',
            busy: 0.38,
            username: 'shop2.admin',
          },
          {
            name: '대구동성로점',
            address: '대구광역시 중구 동성로 25',
            phone: '0530000022',
            busy: 0.3,
          },
        ],
      },
    ],
  },
]

const FAMILY = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임', '한', '오', '서', '신']
const GIVEN = [
  '서연',
  '도윤',
  '하준',
  '지우',
  '예은',
  '민준',
  '수아',
  '건우',
  '나윤',
  '시우',
  '다은',
  '현서',
  '유진',
  '태오',
]
const PLACES = [
  '강원특별자치도 강릉시 중앙로 21',
  '서울특별시 성동구 왕십리로 83',
  '전라남도 목포시 하당로 45',
  '대전광역시 서구 둔산로 12',
  '부산광역시 부산진구 서면로 7',
]
export const DEVICES = [
  '갤럭시 S26 256GB',
  '갤럭시 Z 폴드8',
  '아이폰 18 128GB',
  '아이폰 18 프로',
  '갤럭시 A57',
]
export const REASONS = {
  rejected: [
    '신분증 사진이 흐려요',
    '명의자와 가입자가 달라요',
    '요금제 선택을 다시 확인해 주세요',
  ],
  cancelled: ['고객 변심', '재고 부족', '중복 접수'],
}

/** Pseudo-random numbers from 0 to 1, the same at every start, so that every demo has the same data. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(roll: () => number, from: readonly [T, ...T[]] | readonly T[]): T => {
  const found = from[Math.floor(roll() * from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** An invented customer: no carrier assigns numbers with this middle part. */
export function customer(roll: () => number) {
  const four = String(Math.floor(roll() * 10_000)).padStart(4, '0')
  return {
    name: `${pick(roll, FAMILY)}${pick(roll, GIVEN)}`,
    phone: `0100000${four}`,
    birthDate: `${1960 + Math.floor(roll() * 44)}-${String(1 + Math.floor(roll() * 12)).padStart(2, '0')}-15`,
    address: pick(roll, PLACES),
  }
}

/** A business number with a valid check digit that nobody has: no tax office has the number 999. */
export function businessNumber(roll: () => number): string {
  const head = `999-${String(10 + Math.floor(roll() * 80))}-${String(Math.floor(roll() * 10_000)).padStart(4, '0')}`
  const digits = Array.from({ length: 10 }, (_, digit) => `${head}${digit}`)
  return digits.find(isBusinessNumber) ?? head
}

/** Contact details that nobody can have: a reserved domain and an unassigned number. */
export const reachedAt = (username: string, roll: () => number) => ({
  email: `${username}@example.com`,
  phone: `0100000${String(Math.floor(roll() * 10_000)).padStart(4, '0')}`,
})

/** Fifteen digits, the last of which is a check digit. */
export function imei(roll: () => number): string {
  const head = `35${Array.from({ length: 12 }, () => Math.floor(roll() * 10)).join('')}`
  let sum = 0
  for (let i = 0; i < 14; i++) {
    const weighed = Number(head[i]) * (i % 2 === 1 ? 2 : 1)
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return `${head}${(10 - (sum % 10)) % 10}`
}
