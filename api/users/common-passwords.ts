/**
 * Passwords that attackers try first, in Korea and elsewhere: whole words, without trailing digits and
 * punctuation.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passwords passw0rd p@ssword p@ssw0rd qwertyuiop qwertyuiop qwerty123456 1q2w3e4r5t 1q2w3e4r5t6y
  1qaz2wsx3edc qazwsxedcrfv asdfghjkl zxcvbnm qwertyasdf asdfqwer qwerasdf qwer1234 1234567890 0123456789
  0987654321 9876543210 12345678910 123456789a a123456789 q123456789 123456789q 1234512345 1122334455
  123123123 123123123a 147258369 1472583690 987654321a abcdefghij abcd123456 abc123456789 abcd12345678
  iloveyou iloveyouforever administrator admin administrator1 adminadmin superadmin rootroot letmein
  letmeinplease welcome welcometo welcomehome changeme changemenow dragondragon football baseball
  sunshine princess superman batman trustno monkey starwars whatever michael jennifer computer internet
  samsung samsungmobile galaxy galaxys hyundai koreakorea korea seoul seoulkorea daehanminguk fighting
  sarang saranghae saranghaeyo sarangheyo dkssud dkssudgktpdy dkssudgktldy rlaclclro qlalfqjsgh qlqjsqjsgh
  tkfkdgo tkfkdgody dlrjtdms qlalfqjsghdlqslek alsemfdj gksrnr gksrmf eogksalsrnr skrmsp naver kakao kakaotalk
  naverkakao mobile mobileshop phoneshop telecom sktelecom sktkt lguplus ktktkt marumaru maru marudemo
  비밀번호 비밀번호는 사랑해 사랑해요 사랑합니다 안녕하세요 대한민국 관리자 판매점 대리점 본사관리자 휴대폰
  passwordpassword test testtest tester testing temporary temppassword default guest guestguest master
  mastermaster secret secretsecret login loginlogin access hello helloworld google facebook`
    .split(/\s+/)
    .filter(Boolean),
)
