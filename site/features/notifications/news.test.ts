import { beforeAll, expect, test } from 'vitest'
import type { Notification } from '#api/notifications/contract.ts'
import { NOTIFICATION_TYPES } from '#db/words.ts'
import { notifications } from '../../lib/i18n/ko/notifications.ts'
import { times } from '../../lib/i18n/ko/times.ts'
import { ui } from '../../lib/i18n/ko/ui.ts'
import { setWords } from '../../lib/i18n/t.ts'
import { byDay, grouped, groupSentence, markOf, placeOf, sentence } from './news.ts'

beforeAll(() => setWords('ko', { notifications, times, ui }))

const news = (id: string, more: Partial<Notification> = {}): Notification => ({
  id,
  type: 'order_placed',
  subjectId: 's',
  params: { number: 'SK-1', amountWon: 407_700 },
  at: '2026-11-20T14:59:59.000Z',
  read: false,
  ...more,
})

test.each(NOTIFICATION_TYPES)('%s has a sentence without holes, a mark and a link', (type) => {
  const params = { number: 'SK-1', amountWon: 1, title: 'T', version: 2, lines: 3, fileName: 'f' }
  const one = news('1', { type, params })
  expect(sentence(one)).not.toMatch(/[{}]/)
  expect(groupSentence({ id: '1', items: [one, one, one] })).not.toMatch(/[{}]/)
  expect(markOf(type)).toBeDefined()
  expect(placeOf(one)).toMatch(/^\//)
})

test('three of a kind in a row become one line; read and unread stay apart', () => {
  const items = [
    news('5'),
    news('4'),
    news('3'),
    news('2', { read: true }),
    news('1', { read: true }),
  ]
  expect(grouped(items).map(({ items: own }) => own.length)).toEqual([3, 1, 1])
})

test('days are those of Seoul', () => {
  const items = [news('2', { at: '2026-11-20T15:00:00.000Z' }), news('1')]
  expect(byDay(items).map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-20'])
})
