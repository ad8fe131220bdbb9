import { writeFileSync } from 'node:fs'

// What a camera shows: a barcode in Code 128, as boxes of phones and cards of SIMs bear it, in a video file.

const SYMBOLS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ')
const [TO_LETTERS, START_DIGITS, STOP] = [100, 105, 106]

/** Dark and light modules of digits: pairs of them, and a last single one as a letter. */
function modulesOf(digits: string): boolean[] {
  const pairs = digits.match(/\d\d/g)?.map(Number) ?? []
  const single = digits.length % 2 === 1 ? [TO_LETTERS, Number(digits.at(-1)) + 16] : []
  const values = [START_DIGITS, ...pairs, ...single]
  const check = values.reduce((sum, value, at) => sum + value * Math.max(at, 1), 0) % 103
  return [...values, check, STOP]
    .map((value) => SYMBOLS[value] ?? '')
    .join('')
    .split('')
    .flatMap((width, at) => Array.from({ length: Number(width) }, () => at % 2 === 0))
}

const [WIDTH, HEIGHT] = [1920, 1080]
const [DARK, LIGHT, GREY] = [50, 200, 128]

/** Writes a video of one picture that shows these digits over a share of its width, as Chromium's camera reads it. */
export function filmBarcode(path: string, digits: string, share: number): void {
  const modules = modulesOf(digits)
  const wide = WIDTH * share
  const line = Buffer.alloc(WIDTH, LIGHT)
  for (let x = 0; x < wide; x++)
    if (modules[Math.floor((x * modules.length) / wide)])
      line[Math.floor((WIDTH - wide) / 2) + x] = DARK
  const isInBars = (y: number) => Math.abs(y - HEIGHT / 2) < HEIGHT * 0.08
  const plain = Buffer.alloc(WIDTH, LIGHT)
  const rows = Array.from({ length: HEIGHT }, (_, y) => (isInBars(y) ? line : plain))
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)
  const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420mpeg2\n`
  writeFileSync(path, Buffer.concat([Buffer.from(`${head}FRAME\n`), ...rows, colours]))
}
