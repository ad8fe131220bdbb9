export const join = {
  page_title: '초대 · 마루',
  title: '초대를 받았어요',
  lead: '아이디와 비밀번호를 정하면 바로 들어올 수 있어요.',
  reading: '초대를 확인하고 있어요.',
  role_admin: '관리자로 함께 일해요.',
  role_staff: '직원으로 함께 일해요.',
  until: '{date}까지 쓸 수 있는 초대예요.',
  submit: '가입하기',
  ended: '쓸 수 없는 초대예요',
  ended_text:
    '이미 썼거나, 기한이 지났거나, 취소된 초대예요. 초대한 사람에게 새 링크를 요청해 주세요.',
  failed: '초대를 확인하지 못했어요',
  by_code: '업체코드로 가입 신청',
  retry: '다시 확인하기',
  done_title: '가입했어요',
  done_text: '{company} 계정이 생겼어요. 정한 아이디와 비밀번호로 로그인해 주세요.',
}
