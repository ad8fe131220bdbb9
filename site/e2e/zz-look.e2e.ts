import { PHONE, test } from './roles.ts'

test('look', async ({ as }) => {
  const hq = await as('hq')
  await hq.goto('/policies/new#part-form')
  await hq.locator('[data-row="previous_carrier"]').click()
  await hq.locator('#part-form').scrollIntoViewIfNeeded()
  await hq.evaluate(() => document.getElementById('part-form')?.scrollIntoView({ block: 'start' }))
  await hq.screenshot({ path: '/tmp/forms-later/b1440.png' })
  await hq.locator('[data-row="bill_method"]').click()
  await hq.getByRole('button', { name: '조건', exact: true }).click()
  await hq.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await hq.setViewportSize({ width: 1100, height: 800 })
  await hq.screenshot({ path: '/tmp/forms-later/b1100.png' })
  await hq.getByRole('button', { name: '미리 보기' }).click()
  await hq.screenshot({ path: '/tmp/forms-later/b1100p.png' })
  const phone = await as('hq', PHONE)
  await phone.goto('/policies/new')
  await phone.locator('[data-row="imei"]').click()
  await phone.evaluate(() =>
    document.querySelector('[data-row="imei"]')?.scrollIntoView({ block: 'start' }),
  )
  await phone.screenshot({ path: '/tmp/forms-later/b390.png' })
  await phone.setViewportSize({ width: 320, height: 700 })
  console.log('overflow', await phone.evaluate(() => document.documentElement.scrollWidth))
  await phone.screenshot({ path: '/tmp/forms-later/b320.png' })
})
