const IN_WORDS = new Intl.DateTimeFormat('ko-KR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Asia/Seoul',
})

/** An instant as mails write it: `2026년 11월 20일 오후 12:00`. */
export const inSeoul = (at: Date): string => IN_WORDS.format(at)
