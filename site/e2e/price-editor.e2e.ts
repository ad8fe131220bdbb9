import { copy } from './keys.ts'
import { expect, test } from './roles.ts'
import { call, publishSparse } from './sparse-policy.ts'
import { openStep } from './steps.ts'

test('over device, join type and support HQ edits as in a spreadsheet, and what it left alone is published as it was', async ({
  as,
}) => {
  const hq = await as('hq')
  const { id, first, second } = await publishSparse(hq, '축이 많은 정책')
  const before = await call(hq, 'GET', `policies/${id}`)
  await hq.goto(`/policies/new?from=${id}`)
  const grid = hq.getByRole('grid', { name: '공통 · 99K 이상 · 24개월 단가표' })
  const cell = (row: string | RegExp, column: number) =>
    grid.getByRole('row', { name: row }).getByRole('gridcell').nth(column)
  await expect(cell(/^S 시리즈|S 시리즈 접기/, 0)).toHaveText('300,000')
  await expect(cell(first, 0)).toHaveText('310,000')
  await expect(cell(second, 0)).toHaveText('300,000물려받음')
  await expect(cell(second, 4)).toHaveText('–물려받음 · 주문 받지 않음')

  // Own, inherited again, closed, undone and redone.
  await cell(first, 0).click()
  await hq.keyboard.press('Delete')
  await expect(cell(first, 0)).toHaveText('300,000물려받음')
  await hq.keyboard.press('Shift+Delete')
  await expect(cell(first, 0)).toHaveText('–주문 받지 않음')
  await hq.keyboard.press('Control+Z')
  await hq.keyboard.press('Control+Z')
  await expect(cell(first, 0)).toHaveText('310,000')
  await hq.keyboard.press('Control+Y')
  await expect(cell(first, 0)).toHaveText('300,000물려받음')
  await hq.keyboard.type('32만')
  await hq.keyboard.press('Enter')
  await expect(cell(first, 0)).toHaveText('320,000')

  // A group closes and opens; another face and back.
  await hq.keyboard.press('Alt+ArrowLeft')
  await expect(grid.getByRole('row', { name: first })).toHaveCount(0)
  await hq.keyboard.press('Alt+ArrowRight')
  await expect(cell(first, 0)).toHaveText('320,000')
  await hq.keyboard.press('Alt+PageUp')
  await expect(hq.getByRole('grid', { name: /공통 · 99K 이상 · 12개월/ })).toBeFocused()
  await hq.keyboard.press('Alt+PageDown')
  await hq.keyboard.press('Control+F')
  await hq.getByLabel('표에서 찾기').fill('-20000')
  await hq.keyboard.press('Escape')
  await expect(grid).toBeFocused()

  await openStep(hq, '계약 조건', '활성화')
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
  const after = await call(hq, 'GET', `policies/${id}`)
  const changed = { ...before.hq.cells[2], amountWon: 320_000 }
  const byText = (cells: object[]) => cells.map((one) => JSON.stringify(one)).sort()
  expect(byText(after.hq.cells)).toEqual(
    byText(before.hq.cells.map((one: object, i: number) => (i === 2 ? changed : one))),
  )
  for (const part of [
    'bandLabels',
    'deviceGroups',
    'planGroups',
    'additions',
    'bandsWon',
    'months',
  ])
    expect(after[part]).toEqual(before[part])
  expect([after.hq.closed, after.hq.lowestWon]).toEqual([before.hq.closed, before.hq.lowestWon])
})

test('pasted figures without a unit are a proposal until it is chosen; a rise is two offers; one step undoes it all', async ({
  as,
}) => {
  const hq = await as('hq')
  const { id, first, second } = await publishSparse(hq, '붙여넣는 정책')
  await hq.goto(`/policies/new?from=${id}`)
  const grid = hq.getByRole('grid')
  const cell = (row: string, column: number) =>
    grid.getByRole('row', { name: row }).getByRole('gridcell').nth(column)
  const question = hq.getByRole('group', { name: '이 표의 숫자는 어떤 단위인가요?' })
  await cell(first, 0).click()
  await copy(hq, '▲5\t35\n△3\t별도')
  await hq.keyboard.press('Control+V')
  await expect(cell(first, 1)).toHaveText('350,000')
  await grid.focus()
  await hq.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(cell(first, 0)).toHaveText('310,000')

  await cell(first, 0).click()
  await hq.keyboard.press('Control+V')
  await question.getByRole('button', { name: '만원', exact: true }).click()
  await expect(cell(first, 1)).toHaveText('350,000')
  await expect(cell(second, 0)).toHaveText('−30,000')
  const problems = hq.getByRole('region', { name: '확인할 것' })
  await expect(problems).toContainText(
    '올린 것인지 뺀 것인지 알 수 없어요. 지난 버전 값은 310,000원',
  )
  await problems.getByRole('button', { name: /\+50,000 → 360,000$/ }).click()
  await expect(cell(first, 0)).toHaveText('360,000')
  await problems.getByRole('button', { name: /그룹 값 쓰기$/ }).click()
  await expect(cell(second, 1)).toHaveText('340,000물려받음')
  await expect(problems).toContainText('고칠 칸이 없어요')
  await grid.focus()
  for (let fix = 0; fix < 3; fix++) await hq.keyboard.press('Control+Z')
  await expect(cell(first, 0)).toHaveText('310,000')
  await expect(cell(first, 1)).toHaveText('340,000물려받음')

  // Heads go to their rows and columns; heads that fit nothing paste nothing.
  await copy(hq, `\t선택약정\t공통지원금\n\t번호이동\t번호이동\n${second}\t41만\t42만`)
  await hq.keyboard.press('Control+V')
  await expect(cell(second, 0)).toHaveText('420,000')
  await expect(cell(second, 1)).toHaveText('410,000')
  // Merged cells come as a table; the block that was copied comes back as it was.
  await hq.evaluate(
    ([name]) => {
      const data = new DataTransfer()
      data.setData('text/plain', 'x')
      data.setData(
        'text/html',
        `<table><tr><td></td><td colspan="2">번호이동</td></tr><tr><td></td><td>공통지원금</td><td>선택약정</td></tr><tr><td>${name}</td><td colspan="2">55만</td></tr></table>`,
      )
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    },
    [second],
  )
  await expect(cell(second, 0)).toHaveText('550,000')
  await expect(cell(second, 1)).toHaveText('550,000')
  await cell(first, 0).click()
  await hq.keyboard.press('Shift+ArrowRight')
  await hq.keyboard.press('Control+C')
  await cell(second, 0).click()
  await hq.keyboard.press('Control+V')
  await expect(cell(second, 0)).toHaveText('310,000')
  await expect(cell(second, 1)).toHaveText('340,000물려받음')
  await copy(hq, '\t온라인\n모르는 기종\t1만')
  await hq.keyboard.press('Control+V')
  await expect(hq.getByText('머리글이 이 면과 맞지 않아 붙이지 않았어요')).toContainText('‘온라인’')
})

test('two cells that fit alike are named, and a press writes the one that decides', async ({
  as,
}) => {
  const hq = await as('hq')
  const { id, first } = await publishSparse(hq, '겹치는 정책')
  await hq.goto(`/policies/new?from=${id}`)
  await hq.getByRole('button', { name: '축 바꾸기' }).click()
  await hq.getByText('값 전체에 거는 칸도 보이기').click()
  await hq.getByRole('dialog').getByRole('button', { name: '적용' }).click()
  const row = hq.getByRole('grid').getByRole('row', { name: first })
  // 기기변경 · 지원 전체 for the model, 기기변경 · 공통지원금 for its group.
  await row.getByRole('gridcell').nth(5).click()
  await hq.keyboard.type('175000')
  await hq.keyboard.press('Enter')
  await hq.keyboard.press('Control+Home')
  for (let i = 0; i < 3; i++) await hq.keyboard.press('ArrowRight')
  await hq.keyboard.type('160000')
  await hq.keyboard.press('Enter')
  const problems = hq.getByRole('region', { name: '확인할 것' })
  await expect(problems).toContainText(`${first} · 기기변경 · 공통지원금에 맞는 칸이 둘이에요`)
  await expect(row.getByRole('gridcell').nth(3)).toContainText('칸 2개')
  await problems.getByRole('button', { name: `${first} · 기기변경 · 지원 전체: 쓰기` }).click()
  await expect(row.getByRole('gridcell').nth(3)).toHaveText('175,000')
  await expect(problems).toContainText('고칠 칸이 없어요')
})

test('an axis with differing cells does not go without saying which cells stay', async ({ as }) => {
  const hq = await as('hq')
  const { id } = await publishSparse(hq, '축을 줄이는 정책')
  await hq.goto(`/policies/new?from=${id}`)
  await hq.getByRole('button', { name: '축 바꾸기' }).click()
  const dialog = hq.getByRole('dialog')
  await dialog.getByLabel('지원유형').selectOption({ label: '나누지 않음' })
  const apply = dialog.getByRole('button', { name: '적용' })
  await expect(apply).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('radio', { name: '공통지원금 (5칸)' }).check()
  await expect(dialog.getByRole('status')).toContainText('나머지 1칸은 없어져요')
  await apply.click()
  await expect(hq.getByRole('columnheader', { name: '공통지원금' })).toHaveCount(0)
  await expect(hq.getByRole('grid').getByRole('gridcell').first()).toHaveText('300,000')
  await hq.getByRole('button', { name: '되돌리기', exact: true }).click()
  await expect(hq.getByRole('columnheader', { name: '공통지원금' })).toHaveCount(3)
})

test('thousands of cells: only rows in sight are drawn; how long a paste and a fill take is printed', async ({
  as,
}) => {
  const hq = await as('hq')
  const bandsWon = Array.from({ length: 40 }, (_, i) => 33_000 + i * 3_000)
  const { id } = await publishSparse(hq, '칸이 많은 정책', {
    ...{ bandsWon, months: [0, 12, 24, 36, 48], bandLabels: [], closed: [] },
    cells: bandsWon.flatMap((bandWon) =>
      [0, 12, 24, 36, 48].flatMap((months) =>
        ['mnp', 'new'].flatMap((joinType) =>
          ['individual', 'business'].map((segment) => ({
            ...{ bandWon, months, joinType, segment, supportType: 'none' },
            amountWon: 200_000,
          })),
        ),
      ),
    ),
  })
  await hq.goto(`/policies/new?from=${id}`)
  await hq.getByRole('button', { name: '축 바꾸기' }).click()
  const dialog = hq.getByRole('dialog')
  await dialog.getByLabel('약정').selectOption({ label: '열' })
  await dialog.getByLabel('고객').selectOption({ label: '행' })
  await dialog.getByRole('button', { name: '적용' }).click()
  const grid = hq.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '83')
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
  await grid.focus()
  const timed = (what: string, act: string) =>
    hq.evaluate(
      async ([what, act]) => {
        const grid = document.activeElement
        const text = Array.from({ length: 80 }, (_, row) =>
          Array.from({ length: 45 }, (__, column) => 500_001 + row + column).join('\t'),
        ).join('\n')
        const data = new DataTransfer()
        data.setData('text/plain', text)
        const options = { bubbles: true, cancelable: true }
        const start = performance.now()
        if (act === 'paste')
          grid?.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }))
        else
          grid?.dispatchEvent(
            act === 'fill'
              ? new KeyboardEvent('keydown', { ...options, key: 'd', code: 'KeyD', ctrlKey: true })
              : new KeyboardEvent('keydown', { ...options, key: 'ArrowDown' }),
          )
        const script = performance.now() - start
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
        return `${what}: ${script.toFixed(0)} ms of script, shown after ${(performance.now() - start).toFixed(0)} ms`
      },
      [what, act] as const,
    )
  console.log(await timed('paste 3,600 cells', 'paste'))
  await expect(grid.getByRole('gridcell').first()).toHaveText('500,001')
  await hq.keyboard.press('Control+A')
  console.log(await timed('fill 3,600 cells down', 'fill'))
  await hq.keyboard.press('Control+Home')
  console.log(await timed('move one cell', 'move'))
  await hq.keyboard.press('Control+End')
  await expect(grid.locator('td.active')).toHaveText('500,045')
  await expect(grid.locator('td.active')).toBeInViewport()
})
