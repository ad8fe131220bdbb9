import type { Page } from 'playwright/test'
import { compose, copy, repaste, retype, sentBy, setCaret, withCaret } from './keys.ts'
import { expect, PHONE, test } from './roles.ts'
import { openStep } from './steps.ts'

// Real fields, typed key by key. Text with one meaning is read; other text stays as typed and nothing is
// sent.

const seoulDay = () => new Date().toLocaleDateString('sv', { timeZone: 'Asia/Seoul' })
const UNREAD = '금액으로 읽지 못했어요'
const NO_DAY = '2026-11-20처럼 입력해 주세요'

async function allocating(page: Page) {
  await page.goto('/rebates/allocate')
  const field = page.getByLabel('동해통신 할당 금액')
  await expect(field).toBeVisible()
  return field
}

test('amounts typed key by key and pasted', async ({ as }) => {
  const hq = await as('hq')
  const field = await allocating(hq)
  const total = hq.locator('td.amount').last()
  for (const [text, won] of [
    ['1.2억', '120,000,000원'],
    ['1억2천만', '120,000,000원'],
    ['2천만', '20,000,000원'],
    ['1,234,000', '1,234,000원'],
    ['1234567', '1,234,567원'],
  ] as const) {
    await retype(field, text)
    await expect(total, text).toHaveText(won)
  }
  for (const [text, won] of [
    ['￦1,234,000', '1,234,000원'],
    ['1억 2천만', '120,000,000원'],
    ['１，２３４', '1,234원'],
    ['1,234,000.00', '1,234,000원'],
    ['1,000\n', '1,000원'],
  ] as const) {
    await repaste(hq, field, text)
    await expect(total, text).toHaveText(won)
  }
  await setCaret(field, 1)
  await hq.keyboard.type('5')
  expect(await withCaret(field)).toBe('15|,000')
  await setCaret(field, 3)
  await hq.keyboard.press('Backspace')
  expect(await withCaret(field)).toBe('1|,000')
  await field.fill('')
  await field.pressSequentially('1')
  await compose(hq, 'ㅇ', '어', '억')
  await expect(field).toHaveValue('1억')
  await hq.keyboard.press('Tab')
  await expect(field).toHaveValue('100,000,000')
})

test('what is not an amount stays, is reported, and nothing is allocated', async ({ as }) => {
  const hq = await as('hq')
  const field = await allocating(hq)
  const sent = sentBy(hq)
  for (const text of [
    '협의',
    '(1,000)',
    '1,2',
    '1,00,000',
    '1만2만',
    '1,000\t2,000',
    '1000\n2000',
  ]) {
    await field.fill('500000')
    await repaste(hq, field, text)
    await hq.keyboard.press('Tab')
    await expect(field).toHaveValue(text.replace(/\s/, ' '))
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(hq.locator('td.amount').last()).toHaveText('0원')
  }
  // Another row holds an amount, but nothing is sent while this one cannot be read.
  await hq
    .getByLabel(/할당 금액$/)
    .last()
    .fill('10000')
  await hq.getByRole('button', { name: /곳에 할당$/ }).click()
  await expect(field).toBeFocused()
  await expect(hq.getByText(UNREAD)).toBeVisible()
  await hq.keyboard.press('Control+Enter')
  await expect(hq.getByRole('dialog')).toHaveCount(0)
  await field.fill('20000')
  await hq.getByRole('button', { name: /곳에 할당$/ }).click()
  await expect(hq.getByRole('dialog')).toContainText('20,000')
  expect(sent).toEqual([])
})

test('text that is no amount stays in its cell of the price table, and nothing is published before it is settled', async ({
  as,
}) => {
  const hq = await as('hq')
  await hq.goto('/policies/new')
  await hq.getByLabel('정책 이름 쓰기').fill('읽지 못한 칸')
  await hq.getByRole('checkbox', { name: '동해통신' }).check()
  await openStep(hq, '주문서', '단가')
  const grid = hq.getByRole('grid', { name: 'SKT 단가표' })
  await grid.focus()
  await hq.keyboard.press('Control+Home')
  const cell = grid.getByRole('gridcell').first()
  const sent = sentBy(hq)
  for (const text of ['1만2만', '1억2천', '1,2']) {
    await hq.keyboard.press('F2')
    await retype(grid.getByRole('textbox'), text)
    await hq.keyboard.press('Enter')
    await expect(cell).toContainText(text)
    await expect(cell).toHaveAttribute('aria-invalid', 'true')
    await openStep(hq, '계약 조건', '활성화')
    await hq.getByRole('button', { name: '게시', exact: true }).click()
    await hq.waitForURL(/step=3/)
    await expect(hq.getByText('금액이 아닌 칸이 남았어요').first()).toBeVisible()
    await expect(hq.getByRole('dialog')).toHaveCount(0)
    await grid.focus()
    await hq.keyboard.press('Control+Home')
  }
  await hq.keyboard.press('F2')
  await retype(grid.getByRole('textbox'), '12만')
  await hq.keyboard.press('Enter')
  await expect(cell).toHaveText('120,000')
  await expect(hq.getByRole('region', { name: '확인할 것' })).toContainText('고칠 칸이 없어요')
  await openStep(hq, '계약 조건', '활성화')
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  await expect(hq.getByRole('dialog')).toBeVisible()
  expect(sent.filter((path) => path.endsWith('/publication'))).toEqual([])
})

test('a block pasted into a price table keeps what cannot be read, lists it, and goes from one to the next', async ({
  as,
}) => {
  const hq = await as('hq')
  await hq.goto('/policies/new?step=3')
  const grid = hq.getByRole('grid').first()
  await grid.focus()
  await hq.keyboard.press('Control+Home')
  await copy(hq, '11만\t협의\n1,2\t14만')
  await hq.keyboard.press('Control+V')
  const rows = grid.getByRole('row')
  for (const [row, column, text] of [
    [1, 0, '110,000'],
    [1, 1, '협의'],
    [2, 0, '1,2'],
    [2, 1, '140,000'],
  ] as const)
    await expect(rows.nth(row).getByRole('gridcell').nth(column)).toContainText(text)
  const problems = hq.getByRole('region', { name: '확인할 것' })
  await expect(problems.getByRole('listitem')).toHaveCount(2)
  await problems.getByRole('button', { name: '33K · 12개월: 주문 받지 않음' }).click()
  await expect(problems.getByRole('listitem')).toHaveCount(1)
  await expect(problems.getByRole('button', { name: '44K · 무약정', exact: true })).toBeFocused()
  await hq.keyboard.press('Enter')
  await expect(grid).toBeFocused()
  await hq.keyboard.type('12만')
  await hq.keyboard.press('Enter')
  await expect(problems).toContainText('고칠 칸이 없어요')
  for (let undo = 0; undo < 3; undo++) await hq.keyboard.press('Control+Z')
  await expect(rows.nth(1).getByRole('gridcell').first()).toContainText('비어 있음')
})

test('no valid day, no completion', async ({ as }) => {
  const hq = await as('hq')
  await hq.goto('/orders?status=shipped')
  await hq.getByRole('row').nth(1).click()
  await hq.getByRole('complementary').getByRole('button', { name: '개통 완료' }).click()
  const dialog = hq.getByRole('dialog')
  const day = dialog.getByLabel('개통일')
  await expect(day).toHaveValue(seoulDay())
  await dialog.getByLabel('개통번호').fill('01000001234')
  const sent = sentBy(hq)
  for (const text of ['1131', '2026-13-01', '내일']) {
    await retype(day, text)
    await hq.keyboard.press('Control+Enter')
    await dialog.getByRole('button', { name: '개통 완료' }).click()
    await expect(dialog.getByText(NO_DAY)).toBeVisible()
    await expect(day).toHaveValue(text)
    await expect(day).toBeFocused()
  }
  await retype(day, '26.11.20')
  await dialog.getByLabel('개통번호').focus()
  await expect(day).toHaveValue('2026-11-20')
  expect(sent).toEqual([])
})

test('no valid day, no period, no validity', async ({ as }) => {
  const hq = await as('hq')
  const amount = await allocating(hq)
  await amount.fill('10000')
  await retype(hq.getByLabel('종료일'), '1131')
  await hq.keyboard.press('Control+Enter')
  await expect(hq.getByText(NO_DAY)).toBeVisible()
  await expect(hq.getByRole('dialog')).toHaveCount(0)

  await hq.goto('/policies/new?step=4')
  await retype(hq.getByLabel(/^시작일/), '1131')
  await hq.getByRole('button', { name: '활성화', exact: true }).click()
  await expect(hq.getByText(NO_DAY)).toBeVisible()
  await expect(hq.getByLabel(/^시작일/)).toBeFocused()
})

for (const year of ['2020-01-01', '2027-06-01'])
  test(`the machine’s clock says ${year}, the day is the server’s`, async ({ as }) => {
    const hq = await as('hq')
    await hq.clock.install({ time: `${year}T12:00:00Z` })
    await allocating(hq)
    await expect(hq.getByLabel('시작일')).toHaveValue(seoulDay())
    await hq.goto('/orders?status=shipped')
    await hq.getByRole('row').nth(1).click()
    await hq.getByRole('complementary').getByRole('button', { name: '개통 완료' }).click()
    const dialog = hq.getByRole('dialog')
    await expect(dialog.getByLabel('개통일')).toHaveValue(seoulDay())
    await expect(dialog.locator('input[type=date]')).toHaveAttribute('max', seoulDay())
  })

test('a search never sends half a syllable, and blanks do not matter', async ({ as }) => {
  const hq = await as('hq')
  await hq.goto('/org')
  const box = hq.getByRole('searchbox').first()
  const found = hq.locator('.org-hit').filter({ hasText: '강릉중앙점' })
  await retype(box, '강릉 중앙')
  await expect(found).toBeVisible()
  await box.fill('강')
  await expect(found).toBeVisible()
  for (const half of ['ㄹ', '르', '릉']) {
    await compose(hq, half)
    await expect(box).toHaveValue(`강${half}`)
    await expect(found).toBeVisible()
  }

  // On the server: a search for 정ㅅ keeps the rows of 정.
  await hq.goto('/admin/audit')
  await hq.getByRole('button', { name: '업체', exact: true }).click()
  const choice = hq.getByRole('combobox', { name: '업체' })
  const asked: string[] = []
  hq.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.endsWith('/companies')) asked.push(url.searchParams.get('q') ?? '')
  })
  await choice.pressSequentially('강')
  await compose(hq, 'ㄹ', '르')
  await expect(hq.getByRole('option', { name: /강릉중앙점/ })).toBeVisible()
  await compose(hq, '릉')
  await expect.poll(() => asked.at(-1)).toBe('강릉')
  await expect(hq.getByRole('option', { name: /강릉중앙점/ })).toBeVisible()
  expect(asked.filter((q) => /[ㄱ-ㅣ]|르/.test(q))).toEqual([])
})

test('fields in error fit a phone', async ({ as }) => {
  const hq = await as('hq', {
    ...PHONE,
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  })
  const field = await allocating(hq)
  await retype(field, '협의')
  await hq.getByLabel('시작일').click()
  await expect(hq.getByText(UNREAD)).toBeVisible()
  expect(await hq.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})
