/** The policies that an agency prices, as a list. */
export const choosing = {
  lead: '정책마다 판매점에 줄 금액을 정해요.',
  choose: '정책',
  policies: '단가를 정할 정책',
  set_n: '단가 v{n}',
  not_set: '안 정함 · 판매점이 기다려요',
  edit: '단가 정하기',
  look: '단가 보기',
  carrier: '통신사',
  valid: '기간',
  state: '단가',
  search: '정책 이름',
  none_found: '찾는 정책이 없어요',
  empty: '단가를 정할 정책이 없어요',
  empty_text: '본사가 정책을 게시하면 알림으로 알려 드려요.',
}
