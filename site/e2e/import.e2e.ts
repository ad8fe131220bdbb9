import type { Page } from 'playwright/test'
import { handed, handedFile } from '#tests/files/handed.ts'
import { expect, test } from './roles.ts'
import { call } from './sparse-policy.ts'
import { keepBeside, openStep } from './steps.ts'

// Files as people send them: into a draft's prices and into the catalogue, and out again.

const saved = (page: Page) => expect(page.getByText(/\d\d:\d\d:\d\d 자동 저장/)).toBeVisible()
const choose = (page: Page, path: string) =>
  page.getByRole('dialog').locator('input[type=file]').setInputFiles(path)
const pathOf = (number: string) => handedFile(handed(number).file)

async function draft(page: Page, title: string) {
  await page.goto('/policies/new')
  await page.getByLabel('정책 이름 쓰기').fill(title)
  await page.getByRole('checkbox', { name: '동해통신' }).check()
  await saved(page)
  await openStep(page, '주문서', '단가')
  await page.getByLabel('통신사', { exact: true }).selectOption({ label: '공통' })
  await page.getByRole('button', { name: '파일에서 가져오기' }).click()
}

test('HQ takes a sheet of three carriers into a draft, undoes it, takes it again and publishes', async ({
  as,
}) => {
  const hq = await as('hq')
  await draft(hq, '시트에서 온 정책')
  const dialog = hq.getByRole('dialog')

  // What cannot be read says what to send instead, and the dialog stays.
  await choose(hq, pathOf('23'))
  await expect(dialog.getByRole('alert')).toContainText('암호가 걸려 있어요')
  await choose(hq, pathOf('02'))
  await expect(dialog.getByRole('table', { name: 'SKT 시트' })).toContainText('다온 폴드8')
  await expect(dialog.getByRole('status').first()).toContainText('시트의 금액 칸')

  // The devices of this sheet are none of the catalogue: each is chosen, or left out.
  for (const sheet of [/^SKT/, /^KT/, /^LG U\+/]) {
    await dialog.getByRole('radio', { name: sheet }).click()
    await dialog.getByLabel('가온 S26에 맞는 기기').selectOption({ label: '갤럭시 S26 256GB' })
    const others = dialog.getByLabel(/^(누리폰 17|다온 폴드8)에 맞는 기기/)
    for (const other of await others.all()) await other.selectOption({ label: '가져오지 않기' })
  }
  // A narrower window lays the editor out anew; the open dialog keeps what was chosen.
  await hq.setViewportSize({ width: 390, height: 844 })
  await expect(hq.getByText('컴퓨터에서 할 수 있어요', { exact: false }).first()).toBeAttached()
  await expect(dialog.getByLabel('가온 S26에 맞는 기기')).toContainText('갤럭시 S26 256GB')
  await hq.setViewportSize({ width: 1440, height: 900 })
  await dialog.getByRole('radio', { name: /^SKT/ }).click()
  await expect(dialog.getByText('시트에 적힌 단위예요.', { exact: false })).toBeVisible()
  await dialog.getByRole('radio', { name: /^읽지 못함/ }).click()
  await expect(dialog.getByRole('row', { name: /E7/ })).toContainText('가져오지 않기로 한 기기예요')
  await dialog.getByRole('button', { name: '바뀌는 칸 확인' }).click()
  await expect(dialog.getByRole('row', { name: /LG U\+ D6/ })).toContainText('355,000')
  // Its bands are "at least", and a new draft prices plans between two bands by the upper one.
  await expect(dialog.getByText('“95군 이상”', { exact: false })).toBeVisible()
  await dialog.getByRole('button', { name: '24칸 가져오기' }).click()

  // One step of undo, and nothing typed is lost by it.
  const grid = hq.getByRole('grid').first()
  await expect(grid).toContainText('100,000')
  await hq.getByRole('button', { name: '되돌리기' }).click()
  await expect(grid).not.toContainText('100,000')
  await hq.getByRole('button', { name: '다시 하기' }).click()
  await expect(grid).toContainText('100,000')

  // The same file again asks nothing and changes nothing.
  await hq.getByRole('button', { name: '파일에서 가져오기' }).click()
  await choose(hq, pathOf('02'))
  await expect(dialog.getByText('확인할 것이 없어요.')).toBeVisible()
  await dialog.getByRole('button', { name: '바뀌는 칸 확인' }).click()
  await expect(dialog.getByText('바뀌는 칸이 없어요.').first()).toBeVisible()
  await dialog.getByRole('button', { name: '취소' }).click()

  // What is downloaded comes back as it is.
  await hq.getByRole('button', { name: '엑셀로 받기' }).click()
  await dialog.getByRole('radio', { name: '만원' }).click()
  const arrives = hq.waitForEvent('download')
  await dialog.getByRole('button', { name: '받기', exact: true }).click()
  const file = await (await arrives).path()
  await hq.getByRole('button', { name: '파일에서 가져오기' }).click()
  await choose(hq, file)
  await expect(dialog.getByText('바뀌는 칸이 없어요.').first()).toBeVisible()
  await dialog.getByRole('button', { name: '취소' }).click()

  await saved(hq)
  await openStep(hq, '계약 조건', '활성화')
  await keepBeside(hq)
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  await dialog.getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
  const id = new URL(hq.url()).searchParams.get('id') ?? ''
  const { hq: prices } = await call(hq, 'GET', `policies/${id}`)
  expect(prices.cells).toHaveLength(24)
  expect(prices.cells).toContainEqual(
    expect.objectContaining({
      ...{ carrier: 'lgu', bandWon: 95_000, joinType: 'mnp', supportType: 'selective' },
      amountWon: 355_000,
    }),
  )
  const again = hq.waitForEvent('download')
  await hq.getByRole('button', { name: '엑셀로 받기' }).click()
  await dialog.getByRole('button', { name: '받기', exact: true }).click()
  expect((await again).suggestedFilename()).toContain('시트에서 온 정책 v1')
})

test('a sheet without a unit is asked, and nothing of it counts before the answer', async ({
  as,
}) => {
  const hq = await as('hq')
  await draft(hq, '단위 없는 시트')
  const dialog = hq.getByRole('dialog')
  await choose(hq, pathOf('04'))
  await expect(dialog.getByText('시트에 단위가 없어요', { exact: false })).toBeVisible()
  await expect(dialog.getByRole('button', { name: '바뀌는 칸 확인' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await dialog.getByRole('radio', { name: '만원' }).click()
  await dialog.getByLabel('통신사', { exact: true }).selectOption({ label: 'SKT' })
  await dialog.getByLabel('95K↑', { exact: true }).selectOption({ label: '95K' })
  await dialog.getByRole('radio', { name: /^새로 생김/ }).click()
  await expect(dialog.getByRole('row', { name: /B2/ })).toContainText('350,000')
})

test('HQ takes a list of plans into the catalogue, corrects a row, leaves others out, and undoes it', async ({
  as,
}) => {
  const hq = await as('hq')
  await hq.goto('/reference?tab=plans')
  await hq.getByRole('button', { name: '파일 가져오기' }).click()
  const dialog = hq.getByRole('dialog')
  await choose(hq, pathOf('05'))
  const apply = dialog.getByRole('button', { name: /추가하고/ })
  await expect(apply).toHaveAttribute('aria-disabled', 'true')
  await expect(dialog).toContainText('금액이 아니에요')
  const corrected = dialog.getByLabel('11행 월정액')
  await corrected.fill('66,000')
  await corrected.press('Enter')
  await expect(corrected).toHaveCount(0)
  const leaves = dialog.getByRole('button', { name: '이 행 빼기' })
  while ((await leaves.count()) > 0) await leaves.first().click()
  await expect(apply).toHaveText('8개 추가하고 0개 바꾸기')
  await apply.click()
  const table = hq.getByRole('table', { name: '요금제' })
  await expect(table).toContainText('뷁데이터 무제한 109')
  await expect(table.getByRole('row', { name: /월요금 미정/ })).toContainText('66,000')

  // What is downloaded comes back unchanged.
  const arrives = hq.waitForEvent('download')
  await hq.getByRole('button', { name: '엑셀', exact: true }).click()
  const file = await (await arrives).path()
  await hq.getByRole('button', { name: '파일 가져오기' }).click()
  await choose(hq, file)
  await expect(dialog.getByRole('radio', { name: /^그대로/ })).not.toHaveText('그대로 0')
  for (const name of ['거절 0', '바뀜 0', '새로 생김 0'])
    await expect(dialog.getByRole('radio', { name })).toBeVisible()
  await dialog.getByRole('button', { name: '취소' }).click()

  await hq.getByRole('button', { name: '되돌리기' }).click()
  await expect(table).not.toContainText('뷁데이터 무제한 109')
})
