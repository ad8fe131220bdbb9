import type { Translated } from '../catalogue.ts'
import type { proof as ko } from '../ko/proof.ts'

export const proof: Translated<typeof ko> = {
  title: 'Confirm once more with a code',
  text: 'This matters, so we make sure it is you. Enter the 6 digits that your authenticator app shows.',
  code: 'Code',
  recovery: 'Use a recovery code',
  recovery_code: 'Recovery code',
  app: 'Use the authenticator app',
  password_title: 'Confirm with your password',
  password_text: 'This makes a new way into your account, so we check that it is you.',
  password: 'Current password',
  password_need: 'Enter your password.',
  password_wrong: 'This is not your password. Try again.',
  submit: 'Confirm and go on',
  need: 'Enter the 6 digits or a recovery code.',
  owed_title: 'Set up an authenticator app first',
  owed_text:
    'Your organisation asks for an authenticator app at login. Set one up and go on where you were.',
  owed_go: 'Set it up',
}
