import { expect, test } from 'vitest'
import { deviceNameOf } from './device-name.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const CHROME = `${WEBKIT} Chrome/142.0.0.0`
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; SM-S931N)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X)'
const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  [`${WINDOWS} ${CHROME} Safari/537.36`, 'Chrome · Windows'],
  [`${WINDOWS} ${CHROME} Safari/537.36 Edg/142.0.0.0`, 'Edge · Windows'],
  [`${WINDOWS} ${CHROME} Whale/4.32.315.22 Safari/537.36`, 'Whale · Windows'],
  [`${WINDOWS} ${CHROME} Safari/537.36 OPR/120.0.0.0`, 'Opera · Windows'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox · Windows'],
  [`${MAC} ${SAFARI} Version/19.1 Safari/605.1.15`, 'Safari · macOS'],
  [`${MAC} ${CHROME} Safari/537.36`, 'Chrome · macOS'],
  [`${IPHONE} ${SAFARI} Version/19.1 Mobile/15E148 Safari/604.1`, 'Safari · iPhone'],
  [`${IPHONE} ${SAFARI} CriOS/142.0 Mobile/15E148 Safari/604.1`, 'Chrome · iPhone'],
  [`${IPHONE} ${SAFARI} Mobile/15E148 KAKAOTALK 25.9.0`, 'KakaoTalk · iPhone'],
  [`${ANDROID} ${CHROME} Mobile Safari/537.36`, 'Chrome · Android'],
  [
    `${ANDROID} ${WEBKIT} SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36`,
    'Samsung Internet · Android',
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`, 'Chrome · Linux'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, 'Chrome · ChromeOS'],
  [`${IPHONE} ${SAFARI}`, 'iPhone'],
  ['curl/8.5.0', 'curl'],
  ['okhttp/4.12.0', 'okhttp'],
  ['PostmanRuntime/7.43.0', 'PostmanRuntime'],
  ['node', 'node'],
  ['Maru Sync 2.1 (Windows)', 'Maru Sync 2.1'],
  ['Mozilla/5.0', '?'],
  ['<script>', '?'],
  ['', '?'],
  [undefined, '?'],
])('%s is %s', (userAgent, name) => {
  expect(deviceNameOf(userAgent)).toBe(name)
})

test('a name is short, however long the header is', () => {
  expect(deviceNameOf('x'.repeat(10_000))).toHaveLength(40)
})
