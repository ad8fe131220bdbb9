import type { Page } from 'playwright/test'
import { expect, PHONE, test } from './roles.ts'

// A policy in five steps: stored as it is typed, gone on with elsewhere, written by two, published once.

const saved = (page: Page) => expect(page.getByText(/\d\d:\d\d:\d\d 자동 저장/)).toBeVisible()
const next = (page: Page, step: string) =>
  page.getByRole('button', { name: step, exact: true }).click()
const draftOf = (page: Page) => new URL(page.url()).searchParams.get('draft') ?? ''

async function begin(page: Page, title: string): Promise<string> {
  await page.goto('/policies/new')
  await page.getByLabel('정책 이름 쓰기').fill(title)
  await page.getByRole('checkbox', { name: '동해통신' }).check()
  await saved(page)
  return draftOf(page)
}

/** The first cell: in the grid, or on a phone in the list of rows. */
async function price(page: Page, won: string, isPhone: boolean) {
  if (isPhone) {
    await page.getByText('33K', { exact: true }).click()
    await page.getByRole('group').getByRole('textbox').first().fill(won)
    return
  }
  const grid = page.getByRole('grid').first()
  await grid.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type(won)
  await page.keyboard.press('Enter')
}

for (const [name, isPhone] of [
  ['a desktop', false],
  ['a phone', true],
] as const)
  test(`on ${name}: five steps, left and gone on with, published, and told what is next`, async ({
    as,
  }) => {
    const options = isPhone ? PHONE : undefined
    const hq = await as('hq', options)
    const title = `마법사 ${isPhone ? '폰' : '책상'}`
    const id = await begin(hq, title)
    const included = hq.getByRole('list', { name: '자동으로 포함되는 판매점' })
    await expect(included.getByRole('listitem')).toHaveCount(4)
    await included.getByRole('checkbox').first().uncheck()
    await expect(hq.getByText('뺀 판매점 1곳')).toBeVisible()
    await next(hq, '주문서')
    await next(hq, '단가')
    await price(hq, '210000', isPhone)
    await saved(hq)
    await hq.getByRole('button', { name: '나중에 계속' }).click()
    await hq.waitForURL(/\/policies\?state=draft/)
    const row = hq.getByRole('listitem').filter({ hasText: title })
    await expect(row).toContainText('3/5')

    // The same person elsewhere: the same step, with what was typed.
    const elsewhere = await as('hq', options)
    await elsewhere.goto(`/policies/new?draft=${id}`)
    if (isPhone) await expect(elsewhere.getByText('1 / 4칸')).toBeVisible()
    else await expect(elsewhere.getByRole('gridcell').first()).toContainText('210,000')
    await next(elsewhere, '계약 조건')
    await elsewhere.getByLabel(/^종료일/).fill('2099-12-31')
    await elsewhere.getByLabel('종료 시각').fill('18:30')
    await next(elsewhere, '활성화')
    await expect(elsewhere.getByRole('cell', { name: '~ 2099-12-31 18:30' })).toBeVisible()
    await elsewhere.getByRole('radio', { name: '판매점 화면' }).click()
    await expect(elsewhere.getByRole('cell', { name: '210,000' })).toBeVisible()
    await elsewhere.getByRole('button', { name: '게시', exact: true }).click()
    const dialog = elsewhere.getByRole('dialog')
    await expect(dialog).toContainText('협력사 1곳과 판매점 3곳에 바로 알려요')
    await dialog.getByRole('button', { name: '게시', exact: true }).click()

    // Others take the same orders: it stands beside them only if somebody says so.
    const beside = elsewhere.getByRole('checkbox', { name: '이 정책들과 함께 둬요' })
    await expect(beside).toHaveAccessibleDescription(
      '같은 주문을 받는 정책이 있어요. 함께 둘지 정해 주세요.',
    )
    await expect(beside).toBeFocused()
    await beside.check()
    await expect(beside).toHaveAccessibleDescription('')
    await saved(elsewhere)
    await elsewhere.getByRole('button', { name: '게시', exact: true }).click()
    await dialog.getByRole('button', { name: '게시', exact: true }).click()
    await elsewhere.waitForURL(/\/policies\/view\?id=/)
    await expect(elsewhere.getByRole('heading', { level: 1, name: title })).toBeVisible()

    // The draft is its policy now, for whoever opens it.
    await hq.goto(`/policies/new?draft=${id}`)
    await expect(hq.getByText(/님이 이 초안을 게시했어요/)).toBeVisible()
    await hq.getByRole('link', { name: '정책 보기' }).click()
    await hq.waitForURL(/\/policies\/view\?id=/)
  })

test('two people in one draft: other steps merge, the same field is shown with both values', async ({
  as,
}) => {
  const [one, other] = [await as('hq'), await as('hq')]
  const id = await begin(one, '둘이 쓰는 정책')
  await other.goto(`/policies/new?draft=${id}&step=4`)
  await other.getByLabel('위약금').fill('70000')
  await saved(other)
  await other.getByLabel('정책 이름 쓰기').fill('저쪽 이름')
  await saved(other)
  await one.getByLabel('정책 이름 쓰기').fill('이쪽 이름')
  const panel = one.getByRole('alert', { name: '같은 곳을 다르게 바꿨어요' })
  await expect(panel).toContainText('활성화를 바꿨어요')
  await expect(panel).toContainText('내 것 이쪽 이름')
  await panel.getByRole('radio', { name: '상대 것 저쪽 이름' }).click()
  await panel.getByRole('button', { name: '이대로 저장' }).click()
  await saved(one)
  await expect(one.getByLabel('정책 이름 쓰기')).toHaveValue('저쪽 이름')
  await one.goto(`/policies/new?draft=${id}&step=4`)
  await expect(one.getByLabel('위약금')).toHaveValue('70,000')
})

test('offline keeps what is typed on the device, says so, and saves it when the connection is back', async ({
  as,
}) => {
  const hq = await as('hq')
  const id = await begin(hq, '연결 전')
  await hq.context().setOffline(true)
  await hq.getByLabel('정책 이름 쓰기').fill('연결 없이 쓴 이름')
  await expect(hq.getByText('연결되면 저장해요', { exact: false })).toBeVisible()
  await hq.context().setOffline(false)
  await saved(hq)
  const stored = await hq.evaluate(
    async (id) => (await fetch(`/api/v2/policies/drafts/${id}`)).json(),
    id,
  )
  expect(stored.steps.activation.title).toBe('연결 없이 쓴 이름')
})

test('keys go through the steps, and a missing amount leads back to its step', async ({ as }) => {
  const hq = await as('hq')
  await begin(hq, '단가 없는 정책')
  for (const step of ['2', '3', '4', '5']) {
    await hq.keyboard.press('Alt+ArrowRight')
    await hq.waitForURL(new RegExp(`step=${step}`))
  }
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/step=3/)
  await expect(hq.getByText('단가를 한 칸 이상 입력해 주세요.').first()).toBeVisible()
})

test('a saved group fills the targets with exactly its agencies', async ({ as }) => {
  const hq = await as('hq')
  await begin(hq, '그룹으로 고른 정책')
  await hq.getByRole('button', { name: '저장한 그룹' }).click()
  await hq.getByRole('button', { name: '그룹 관리' }).click()
  const dialog = hq.getByRole('dialog')
  await dialog.getByLabel(/새 그룹$/).fill('동해 그룹')
  await dialog.getByRole('button', { name: '만들기' }).click()
  await expect(dialog.getByRole('button', { name: '동해 그룹' })).toBeVisible()
  await dialog.getByRole('button', { name: '닫기' }).click()
  await hq.getByRole('checkbox', { name: '동해통신' }).uncheck()
  await hq.getByRole('button', { name: '저장한 그룹' }).click()
  const menu = hq.getByRole('dialog', { name: '저장한 그룹' })
  await expect(menu).toContainText('동해통신')
  await menu.getByRole('button', { name: '넣기' }).click()
  await expect(hq.getByRole('checkbox', { name: '동해통신' })).toBeChecked()
})
