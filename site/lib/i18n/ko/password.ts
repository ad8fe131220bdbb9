export const password = {
  forgot_page: '비밀번호 찾기 · 마루',
  forgot_title: '비밀번호를 잊었어요',
  forgot_lead: '아이디를 입력하면 등록된 이메일로 새 비밀번호를 정하는 링크를 보내 드려요.',
  forgot_submit: '링크 받기',
  forgot_done: '메일을 확인해 주세요',
  forgot_done_text:
    '맞는 아이디이고 이메일이 등록되어 있으면 곧 메일이 도착해요. 링크는 30분 동안 쓸 수 있어요. 오지 않으면 업체 관리자에게 재설정을 요청해 주세요.',
  forgot_again: '다른 아이디로 다시',
  forgot_no_mail: '여기서는 메일을 보내지 않아요',
  forgot_no_mail_text:
    '업체 관리자에게 비밀번호 재설정을 요청해 주세요. 관리자라면 상위 업체에 요청해 주세요.',
  back: '로그인으로 돌아가기',
  reset_page: '새 비밀번호 · 마루',
  reset_title: '새 비밀번호 정하기',
  reset_lead: '저장하면 로그인해 있던 모든 기기에서 로그아웃돼요.',
  reset_submit: '비밀번호 저장',
  reset_done: '비밀번호를 바꿨어요',
  reset_done_text: '새 비밀번호로 로그인해 주세요.',
  reset_ended: '쓸 수 없는 링크예요',
  reset_ended_text: '이미 썼거나 기한이 지났어요. 새 링크를 받아 주세요.',
  reset_new_link: '새 링크 받기',
}
