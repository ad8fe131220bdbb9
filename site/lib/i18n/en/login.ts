import type { Translated } from '../catalogue.ts'
import type { login as ko } from '../ko/login.ts'

export const login: Translated<typeof ko> = {
  page_title: 'Log in · Maru',
  title: 'Log in',
  lead: 'Use the user name your company gave you.',
  username: 'User name',
  password: 'Password',
  show: 'Show password',
  caps: 'Caps Lock is on',
  submit: 'Log in',
  forgot: 'I forgot my password',
  forgot_text:
    'Ask your company’s admin to reset it. If you are the admin, ask the company above you.',
  join: 'How to join',
  rules: 'After several wrong tries the account locks for a while.',
  other_language: '한국어',
  service_ok: 'Service is up',
  service_down: 'The service cannot be reached',
  demo_title: 'Accounts to try',
  demo_text: 'Choose one to fill in the form.',
  needs_script: 'Turn on JavaScript in your browser to log in.',
  wrong: 'User name or password is not right.',
  locked: 'Locked after several wrong tries. You can try again in {wait}.',
  pending: 'Not approved yet. You can come in once your company’s admin has checked it.',
  suspended: 'This user name cannot be used. Ask your company’s admin.',
  ended: 'Your session ended. Log in again to return to where you were.',
  need_username: 'Enter your user name.',
  need_password: 'Enter your password.',
  customer_title: 'Are you a customer?',
  customer_text: 'See your activation with the order number and the last 4 digits of your phone.',
}
