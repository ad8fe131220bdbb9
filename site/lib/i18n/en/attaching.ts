import type { Translated } from '../catalogue.ts'
import type { attaching as ko } from '../ko/attaching.ts'

export const attaching: Translated<typeof ko> = {
  take: 'Take a photo',
  pick: 'Choose a file',
  rule: 'A picture or a PDF, up to 10 MB.',
  sending: 'Sending: {name}.',
  kept: 'Attached: {name}.',
  cancel: 'Stop sending',
  retry: 'Send again',
  remove: 'Remove',
  remove_name: 'Remove the file: {name}',
  too_large: 'This file has {mb} MB. Choose one with at most 10 MB.',
  type: 'This file cannot be attached. Choose a picture or a PDF.',
  empty: 'This file is empty. Choose another one.',
  offline: 'The connection was lost. Send the file again once you are online.',
  too_many: 'Too many files wait for their orders. Place another order first.',
  gone: 'The file was kept for a day and is gone. Send it again.',
  failed: 'The file was not sent. Send it again.',
}
