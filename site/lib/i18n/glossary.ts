/**
 * One word for one thing. `never` are words once used for it or likely to be; a catalogue text with one of
 * them fails `words.test.ts`. Texts in `unless` mean something else.
 */
export type Term = { use: string; never: RegExp; unless?: readonly string[] }

export const KOREAN: readonly Term[] = [
  { use: '단가, 단가표', never: /매트릭스/ },
  { use: '이 페이지', never: /이 쪽(?!에)/ },
  { use: '이체 거래번호', never: /송금/ },
  { use: '게시', never: /발행|배포하지/ },
  { use: '게시 중지', never: /정책 (종료|중지)/ },
  { use: 'v2 (a version)', never: /\}판|번째 (버전|단가)/ },
  // Of a line the trade says 정지.
  {
    use: '중지 (a person, a company)',
    never: /정지/,
    unless: ['legal.privacy.7.text', 'rates.keep_line'],
  },
  { use: '다시 열기, 다시 사용', never: /재개|복귀/ },
  { use: '분배', never: /배분/ },
  { use: '현재 비밀번호', never: /지금 비밀번호/ },
  { use: '업체', never: /회사/, unless: ['legal.privacy.4.text', 'legal.privacy.6.text'] },
  { use: '업체 이름', never: /업체명/, unless: ['legal.privacy.1.text'] },
  { use: '고객 구분', never: /고객 유형/ },
  { use: '사유, 이유', never: /까닭/ },
  { use: '토큰', never: /열쇠/ },
  { use: '인증 앱', never: /2단계 인증|OTP/i },
  { use: '{lines}줄 (settlement lines)', never: /\{lines\}건/ },
  { use: '{name|을/를} 입력해 주세요', never: /꼭 입력해|필수 항목/ },
  { use: '한 곳에도 맞는 말', never: /1곳에/ },
  {
    use: 'what the product has',
    never: /고객 관리|그레이드|위약/,
    unless: [
      // Grants that headquarters gives in advance, and terms that a policy states.
      'audit.grant.customer.manage',
      'org.grant.customer.manage',
      'org.grant_about.customer.manage',
      'terms.penalty',
      'words.source.grade_bonus',
      'settings.area.clawback',
      'permissions.grade.read',
      'permissions.grade.write',
    ],
  },
]

export const ENGLISH: readonly Term[] = [
  { use: 'log in, log out', never: /\bsign(s|ed|ing)?[ -](in|out)\b/i },
  { use: 'username', never: /user name/i },
  { use: 'price', never: /\bmatrix\b/i },
  { use: 'v2 (a version)', never: /no\. ?\{|version \{/i },
  { use: '{amount} won, with a blank', never: /\}won/ },
  { use: 'download period', never: /time is over/i },
  { use: 'day the line arose', never: /became payable/i },
  { use: 'one noun in the right number', never: /\w\/s\b|\(s\)/ },
  { use: 'admin', never: /administrator/i },
  { use: 'those who', never: /^Who (has|moves|gets)/ },
]
