import type { Translated } from '../catalogue.ts'
import type { join as ko } from '../ko/join.ts'

export const join: Translated<typeof ko> = {
  page_title: 'Invitation · Maru',
  title: 'You are invited',
  lead: 'Choose a username and a password, and you are in.',
  reading: 'Looking at the invitation.',
  role_admin: 'You join as an admin.',
  role_staff: 'You join as staff.',
  until: 'This invitation can be used until {date}.',
  submit: 'Join',
  ended: 'This invitation cannot be used',
  ended_text: 'It was used, has run out or was withdrawn. Ask whoever invited you for a new link.',
  failed: 'The invitation could not be read',
  by_code: 'Apply with a company code',
  retry: 'Try again',
  done_title: 'You have joined',
  done_text: 'Your account at {company} is ready. Log in with the username and password you chose.',
}
