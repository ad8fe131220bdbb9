/** The dialogs before a step that needs a fresh proof. */
export const proof = {
  title: '인증 번호로 한 번 더 확인할게요',
  text: '중요한 일이라 본인인지 확인해요. 인증 앱에 보이는 6자리 번호를 입력해 주세요.',
  code: '인증 번호',
  recovery: '복구 코드로 확인하기',
  recovery_code: '복구 코드',
  app: '인증 앱 번호로 확인하기',
  password_title: '비밀번호로 한 번 더 확인할게요',
  password_text: '계정에 들어오는 길을 새로 만드는 일이라 본인인지 확인해요.',
  password: '현재 비밀번호',
  password_need: '비밀번호를 입력해 주세요.',
  password_wrong: '비밀번호가 달라요. 다시 입력해 주세요.',
  submit: '확인하고 계속',
  need: '6자리 번호나 복구 코드를 입력해 주세요.',
  owed_title: '인증 앱을 먼저 등록해 주세요',
  owed_text:
    '이 조직은 로그인할 때 인증 앱을 함께 쓰게 정했어요. 등록하면 하던 일을 이어서 할 수 있어요.',
  owed_go: '등록하러 가기',
}
