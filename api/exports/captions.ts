import type { Carrier, JoinType, SupportType } from '#db/words.ts'

/** What stands in the workbook. The sheet is in Korean whatever the reader's screen says: it goes to accountants. */
export const SHEET_NAME = '정산내역'
export const AUDIT_SHEET_NAME = '감사기록'
export const TOTAL = '합계'

export const CARRIER_CAPTIONS: Record<Carrier, string> = { skt: 'SKT', kt: 'KT', lgu: 'LGU+' }

export const JOIN_CAPTIONS: Record<JoinType, string> = {
  mnp: '번호이동',
  device_change: '기기변경',
  new: '신규',
}

const SUPPORT_CAPTIONS: Record<SupportType, string> = {
  none: '약정',
  selective: '선택약정',
  public: '공통지원금',
}

/** `선택약정 24개월`; without months there is no contract. */
export const contractCaption = (support: SupportType, months: number): string =>
  months === 0 ? '무약정' : `${SUPPORT_CAPTIONS[support]} ${months}개월`
