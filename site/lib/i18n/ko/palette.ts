/** The command palette. */
export const palette = {
  title: '명령 찾기',
  hint: '화면이나 할 일을 찾아보세요',
  go: '이동',
  do: '실행',
  orders: '주문',
  companies: '업체',
  people: '사람',
  searching: '찾는 중',
  failed: '주문과 업체는 찾지 못했어요. {why}',
  short: '주문은 주문번호 4자 이상, 업체와 사람은 2자 이상 적으면 찾아요.',
  'settings.profile': '내 정보',
  'settings.security': '보안 · 비밀번호 · 인증 앱',
  'settings.devices': '로그인한 기기',
  'settings.tokens': 'API 토큰',
  'settings.display': '화면 · 줄 높이 · 단축키',
  'settings.permissions': '내 권한',
}
