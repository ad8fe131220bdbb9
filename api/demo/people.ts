/** Invented companies and people. Whoever is named like one of them is so by chance. */
export type Shop = { name: string; busy: number; username?: string; staff?: string }
export type Agency = { name: string; shareOfGross: number; username?: string; shops: Shop[] }
export type Hq = { name: string; username: string; staff?: string; agencies: Agency[] }

/** Two trees, so that whoever signs in to one can see that the other is not there. `busy` is orders a day. */
export const TREES: readonly Hq[] = [
  {
    name: '새봄모바일',
    username: 'hq.admin',
    staff: 'hq.staff',
    agencies: [
      {
        name: '동해통신',
        // The example of domain.md C.2: of 400,000 its shops get 300,000.
        shareOfGross: 0.75,
        username: 'agency.admin',
        shops: [
          { name: '강릉중앙점', busy: 0.83, username: 'shop.admin', staff: 'shop.staff' },
          { name: '속초교동점', busy: 0.52 },
          { name: '춘천퇴계점', busy: 0.45 },
          { name: '원주단계점', busy: 0.3 },
        ],
      },
      {
        name: '한강네트웍스',
        shareOfGross: 0.8,
        shops: [
          { name: '성수역점', busy: 0.75 },
          { name: '왕십리점', busy: 0.68 },
          { name: '구의역점', busy: 0.45 },
          { name: '잠실새내점', busy: 0.38 },
        ],
      },
      {
        name: '남도모바일',
        shareOfGross: 0.78,
        shops: [
          { name: '목포하당점', busy: 0.45 },
          { name: '순천연향점', busy: 0.38 },
          { name: '여수학동점', busy: 0.3 },
        ],
      },
      {
        name: '충청링크텔',
        shareOfGross: 0.76,
        shops: [
          { name: '대전둔산점', busy: 0.45 },
          { name: '천안불당점', busy: 0.3 },
        ],
      },
    ],
  },
  {
    name: '가온텔레콤',
    username: 'hq2.admin',
    agencies: [
      {
        name: '영남유통',
        shareOfGross: 0.8,
        username: 'agency2.admin',
        shops: [
          { name: '부산서면점', busy: 0.38, username: 'shop2.admin' },
          { name: '대구동성로점', busy: 0.3 },
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

/** Numbers between 0 and 1, the same at every start: the demo tells the same story everywhere. */
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

/** A customer who does not exist: the middle of the phone number is one that no carrier gives out. */
export function customer(roll: () => number) {
  const four = String(Math.floor(roll() * 10_000)).padStart(4, '0')
  return {
    name: `${pick(roll, FAMILY)}${pick(roll, GIVEN)}`,
    phone: `0100000${four}`,
    birthDate: `${1960 + Math.floor(roll() * 44)}-${String(1 + Math.floor(roll() * 12)).padStart(2, '0')}-15`,
    address: pick(roll, PLACES),
  }
}

/** Fifteen digits whose last one checks the others. */
export function imei(roll: () => number): string {
  const head = `35${Array.from({ length: 12 }, () => Math.floor(roll() * 10)).join('')}`
  let sum = 0
  for (let i = 0; i < 14; i++) {
    const weighed = Number(head[i]) * (i % 2 === 1 ? 2 : 1)
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return `${head}${(10 - (sum % 10)) % 10}`
}
