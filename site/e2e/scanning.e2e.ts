import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { filmBarcode } from './camera.ts'
import { chooseSale } from './counter.ts'
import { BROWSER } from './playwright.config.ts'
import { expect, PHONE, test } from './roles.ts'

// A browser without a reader of its own reads a barcode by ours. The camera is a picture of this file.

const IMEI = '356938035643809'

const FILM = join(tmpdir(), `maru-camera-${process.pid}.y4m`)
test.use({
  launchOptions: {
    ...BROWSER,
    args: [
      ...BROWSER.args,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${FILM}`,
    ],
  },
})
test.beforeAll(() => filmBarcode(FILM, IMEI, 0.2))
test.afterAll(() => rmSync(FILM, { force: true }))

/** Code 39: nine bars and spaces a character, wide ones as `w`. */
const CODE_39: Record<string, string> = {
  0: 'nnnwwnwnn',
  1: 'wnnwnnnnw',
  2: 'nnwwnnnnw',
  3: 'wnwwnnnnn',
  4: 'nnnwwnnnw',
  5: 'wnnwwnnnn',
  6: 'nnwwwnnnn',
  7: 'nnnwnnwnw',
  8: 'wnnwnnwnn',
  9: 'nnwwnnwnn',
  '*': 'nwnnwnwnn',
}

/** The widths of bars and spaces in turn, with a narrow space between characters. */
const barsOf = (text: string) =>
  [...`*${text}*`].flatMap((sign) => [
    ...[...(CODE_39[sign] ?? '')].map((width) => (width === 'w' ? 3 : 1)),
    1,
  ])

/** A camera that shows these bars. */
async function showBars(page: Page, widths: number[]) {
  await page.addInitScript((bars) => {
    const stream = () => {
      const canvas = document.createElement('canvas')
      canvas.width = 1280
      canvas.height = 720
      const context = canvas.getContext('2d')
      const draw = () => {
        if (!context) return
        context.fillStyle = 'white'
        context.fillRect(0, 0, canvas.width, canvas.height)
        context.fillStyle = 'black'
        let x = 100
        bars.forEach((width, i) => {
          if (i % 2 === 0) context.fillRect(x, 260, width * 3, 200)
          x += width * 3
        })
        requestAnimationFrame(draw)
      }
      draw()
      return canvas.captureStream()
    }
    Reflect.deleteProperty(globalThis, 'BarcodeDetector')
    Object.defineProperty(navigator, 'mediaDevices', {
      value: { getUserMedia: async () => stream() },
    })
  }, widths)
}

/** Opens the form of a sale up to the field of the IMEI, and its camera. */
async function openCamera(shop: Page) {
  await chooseSale(shop, {
    policy: '5G 프리미엄',
    carrier: 'SKT',
    plan: '5G 프리미엄 99',
    months: '24개월',
    sim: '선불',
    name: '한여름',
    phone: '01000001234',
  })
  await shop.getByRole('button', { name: '고객·단말기 입력' }).click()
  await shop.getByRole('button', { name: 'IMEI 카메라로 읽기' }).first().click()
}
const imei = (shop: Page) => shop.locator('input[name="imei"]')

test('an IMEI is read where the browser has no reader, and the page allows no WebAssembly', async ({
  as,
}) => {
  const shop = await as('shop', PHONE)
  await showBars(shop, barsOf(IMEI))
  await openCamera(shop)
  await expect(imei(shop)).toHaveValue(IMEI)
  const compiled = await shop.evaluate(() =>
    WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => true,
      () => false,
    ),
  )
  expect(compiled).toBe(false)
})

test('an IMEI is read where the browser has a reader that knows no codes', async ({ as }) => {
  const shop = await as('shop', PHONE)
  await showBars(shop, barsOf(IMEI))
  await shop.addInitScript(() => {
    class Reader {
      static getSupportedFormats = async () => []
      detect = async () => {
        throw new Error('Barcode detection service unavailable.')
      }
    }
    Object.assign(globalThis, { BarcodeDetector: Reader })
  })
  await openCamera(shop)
  await expect(imei(shop)).toHaveValue(IMEI)
})

test('a camera is asked for its whole picture, in which small bars are read', async ({ as }) => {
  const shop = await as('shop', PHONE)
  await shop.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'BarcodeDetector')
    const keepSize = ({ target }: Event) => {
      if (target instanceof HTMLVideoElement)
        document.documentElement.dataset.camera = `${target.videoWidth} × ${target.videoHeight}`
    }
    document.addEventListener('loadedmetadata', keepSize, true)
  })
  await openCamera(shop)
  await expect(imei(shop)).toHaveValue(IMEI)
  await expect(shop.locator('html')).toHaveAttribute('data-camera', '1920 × 1080')
})
