import type { Translated } from '../catalogue.ts'
import type { password as ko } from '../ko/password.ts'

export const password: Translated<typeof ko> = {
  forgot_page: 'Forgotten password · Maru',
  forgot_title: 'I forgot my password',
  forgot_lead: 'Enter your username and we send a link for a new password to your e-mail address.',
  forgot_submit: 'Send the link',
  forgot_done: 'Look at your mail',
  forgot_done_text:
    'If the username is right and has an e-mail address, a message arrives soon. Its link works for 30 minutes. If nothing comes, ask your company’s admin.',
  forgot_again: 'Try another username',
  forgot_no_mail: 'No mail is sent from here',
  forgot_no_mail_text:
    'Ask your company’s admin to reset it. If you are the admin, ask the company above you.',
  back: 'Back to log in',
  reset_page: 'New password · Maru',
  reset_title: 'Choose a new password',
  reset_lead: 'Saving it logs you out on every device.',
  reset_submit: 'Save the password',
  reset_done: 'The password is changed',
  reset_done_text: 'Log in with the new password.',
  reset_ended: 'This link cannot be used',
  reset_ended_text: 'It was used or has run out. Get a new one.',
  reset_new_link: 'Get a new link',
}
