import type { Carrier, JoinType, SupportType } from '#db/words.ts'

// What workbooks call the parts of an order: in Korean for every reader, because the sheets go to accountants.

export const CARRIER_CAPTIONS: Record<Carrier, string> = { skt: 'SKT', kt: 'KT', lgu: 'LGU+' }

export const JOIN_CAPTIONS: Record<JoinType, string> = {
  mnp: '번호이동',
  device_change: '기기변경',
  new: '신규',
}

export const SUPPORT_CAPTIONS: Record<SupportType, string> = {
  none: '약정',
  selective: '선택약정',
  public: '공통지원금',
}

/** `24개월`; 0 months means no contract. */
export const monthsCaption = (months: number): string => (months === 0 ? '무약정' : `${months}개월`)
