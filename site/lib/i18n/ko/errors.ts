import type { ErrorCode } from '#api/errors.ts'

/** What happened and what to do, for every code that the API answers with. */
const byCode = {
  malformed: '요청을 읽지 못했어요. 화면을 새로 열고 다시 해 주세요.',
  idempotency_key_required: '요청 번호가 빠졌어요. 화면을 새로 열고 다시 해 주세요.',
  unauthenticated: '로그인이 끝났어요. 다시 로그인해 주세요.',
  forbidden: '이 일을 할 권한이 없어요. 업체 관리자에게 요청해 주세요.',
  not_admitted: '아직 들어올 수 없는 계정이에요. 업체 관리자에게 확인해 주세요.',
  second_factor_required: '먼저 인증 앱을 등록해 주세요. 설정의 보안에서 할 수 있어요.',
  step_up_required: '인증 앱의 번호로 한 번 더 확인해 주세요.',
  not_found: '볼 수 없거나 없는 항목이에요.',
  method_not_allowed: '여기서는 할 수 없는 일이에요. 화면을 새로 열어 주세요.',
  conflict: '이미 있는 내용이거나 다른 사람이 먼저 바꿨어요. 새로 불러온 뒤 확인해 주세요.',
  version_conflict: '그 사이 다른 사람이 먼저 바꿨어요. 새로 불러온 뒤 다시 해 주세요.',
  invalid_transition: '지금 상태에서는 할 수 없어요. 새로 불러온 뒤 확인해 주세요.',
  insufficient_balance: '잔액이 모자라요. 상위 업체에 요청하거나 금액을 줄여 주세요.',
  idempotency_in_flight: '같은 요청을 처리하고 있어요. 잠시 뒤 결과를 확인해 주세요.',
  gone: '기한이 지나 더는 받을 수 없어요. 다시 만들어 주세요.',
  too_large: '파일이나 내용이 너무 커요. 나눠서 다시 올려 주세요.',
  unsupported_media_type: '받을 수 없는 파일 형식이에요.',
  invalid_input: '입력한 내용을 확인해 주세요.',
  idempotency_key_reused: '내용이 바뀐 채 다시 보냈어요. 화면을 새로 열고 다시 해 주세요.',
  not_priced: '이 조합은 단가가 없어 주문을 받지 않아요. 다른 조합을 골라 주세요.',
  wrong_code: '인증 번호가 맞지 않아요. 앱에 보이는 새 번호를 넣어 주세요.',
  too_many_requests: '요청이 너무 잦아요. 잠시 뒤 다시 해 주세요.',
  locked: '여러 번 틀려서 잠시 잠겼어요. 30분 뒤에 다시 하거나 관리자에게 풀어 달라고 해 주세요.',
  internal: '문제가 생겼어요. 다시 해도 같으면 코드를 알려 주세요.',
  busy: '지금 요청이 몰려 있어요. 바뀐 것은 없으니 잠시 뒤 다시 해 주세요.',
} satisfies Record<ErrorCode, string>

export const errors = {
  ...byCode,
  offline: '인터넷에 연결되지 않았어요. 연결을 확인하고 다시 해 주세요.',
  unreadable: '서버의 답을 읽지 못했어요. 잠시 뒤 다시 해 주세요.',
  balance_short: '잔액이 {short}원 모자라요. 상위 업체에 요청하거나 금액을 줄여 주세요.',
  wait: '요청이 너무 잦아요. {wait} 뒤에 다시 할 수 있어요.',
}
