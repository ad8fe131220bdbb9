import type { Translated } from '../catalogue.ts'
import type { keys as ko } from '../ko/keys.ts'

export const keys: Translated<typeof ko> = {
  palette: 'Find a command',
  search: 'Search',
  help: 'Show shortcuts',
  rows: 'Move between rows',
  open: 'Open',
  select: 'Select',
  close: 'Close',
  submit: 'Press the main button of a dialog',
  rows_edge: 'First row, last row',
  results: 'From the search to its results',
  approve: 'Approve',
  reject: 'Reject',
  skip: 'Skip',
  next_step: 'Next step (approve, ship, complete)',
  range: 'Select several rows',
  steps: 'Previous step, next step',
  save: 'Save',
  'in.anywhere': 'Anywhere',
  'in.list': 'Lists',
  'in.order': 'Orders',
  'in.wizard': 'Writing a policy',
  'in.dialog': 'Dialogs and fields',
  'in.go': 'Go to',
  letters_off: 'Shortcuts of a single letter are off. Turn them on under Settings, Display.',
}
