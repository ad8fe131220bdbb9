/** What a person is written when an admin has approved it. */
export const approvedLetter = (company: string, publicUrl: string) => ({
  subject: '[마루] 가입이 승인됐어요',
  text: `${company} 가입이 승인됐어요. 이제 로그인할 수 있어요.\n\n${publicUrl}/login\n`,
})
