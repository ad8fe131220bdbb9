import type { AuditAction } from './kinds.ts'

/**
 * The name of the sheet and the prefix of the file name. Always in Korean, independent of the reader's
 * language.
 */
export const SHEET_NAME = '감사기록'

/** The caption of each action in the workbook; an action without one does not compile. */
export const ACTION_CAPTIONS: Record<AuditAction, string> = {
  'auth.login': '로그인',
  'auth.login_failed': '로그인 실패',
  'auth.logout': '로그아웃',
  'auth.locked': '여러 번 틀려 잠김',
  'auth.unlocked': '잠금 해제',
  'auth.session_revoked': '기기 로그아웃',
  'auth.token_reused': '이미 쓴 로그인 토큰을 다시 씀',
  'auth.stepped_up': '인증 번호로 다시 확인',
  'auth.password_changed': '비밀번호 변경',
  'auth.password_reset': '비밀번호 재설정',
  'auth.password_reset_asked': '비밀번호 재설정 요청',
  'auth.second_factor_added': '인증 앱 등록',
  'auth.second_factor_removed': '인증 앱 해제',
  'auth.recovery_codes_made': '복구 코드 발급',
  'auth.recovery_code_used': '복구 코드 사용',
  'auth.token_made': 'API 토큰 발급',
  'auth.token_revoked': 'API 토큰 폐기',
  'auth.permission_denied': '권한이 없어 거절됨',
  'auth.csrf_refused': '다른 사이트의 요청을 막음',
  'company.sign_up': '업체 가입 신청',
  'user.sign_up': '직원 가입 신청',
  'user.reapply': '다시 가입 신청',
  'user.reject': '가입 거부',
  'user.suspend': '사용자 중지',
  'user.reinstate': '사용자 다시 사용',
  'user.change_role': '역할 변경',
  'user.change_grants': '권한 변경',
  'user.edit_profile': '내 정보 수정',
  'user.accept_invitation': '초대 수락',
  'user.revoke_invitation': '초대 취소',
  'company.open': '업체 다시 열기',
  'privacy.erase': '개인정보 파기',
  'company.create': '업체 등록',
  'company.update': '업체 정보 수정',
  'company.close': '업체 중지',
  'company.remove': '업체 삭제',
  'company.settings': '조직 설정 변경',
  'user.approve': '가입 승인',
  'user.invite': '사용자 초대',
  'policy.publish': '정책 게시',
  'policy.withdraw': '정책 게시 중지',
  'policy.price': '판매점 단가 저장',
  'policy.begin_draft': '정책 초안 시작',
  'policy.delete_draft': '정책 초안 삭제',
  'policy.group': '협력사 그룹 변경',
  'rebate.allocate': '리베이트 할당',
  'rebate.distribute': '리베이트 분배',
  'order.place': '주문 접수',
  'order.approve': '주문 승인',
  'order.reject': '주문 반려',
  'order.ship': '주문 발송',
  'order.complete': '개통 완료',
  'order.cancel': '주문 취소',
  'order.reveal': '가린 고객 정보 열람',
  'settlement.approve': '정산 승인',
  'settlement.pay': '정산 지급 기록',
  'export.retry': '파일 다시 만들기',
  'export.read': '내보낸 파일 받기',
  'export.settlements': '정산 내보내기',
  'export.audit': '감사 기록 내보내기',
}

/** The caption for actions of the system itself. */
export const SYSTEM = '시스템'
