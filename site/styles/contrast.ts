/** oklch colours to WCAG contrast, for the test that keeps every pair of roles readable. */

type Rgb = { r: number; g: number; b: number; alpha: number }

/** `oklch(0.47 0.124 257 / .5)` to linear-light sRGB, clipped to the gamut as browsers do. */
export function parseOklch(text: string): Rgb {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: ?\/ ?([\d.]+))?\)$/.exec(text.trim())
  if (!match) throw new Error(`not an oklch colour: ${text}`)
  const [l = 0, c = 0, h = 0] = match.slice(1, 4).map(Number)
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (n: number) => Math.min(1, Math.max(0, n))
  return {
    r: clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    g: clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    b: clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
    alpha: match[4] === undefined ? 1 : Number(match[4]),
  }
}

const gamma = (n: number) => (n <= 0.0031308 ? 12.92 * n : 1.055 * n ** (1 / 2.4) - 0.055)
const linear = (n: number) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)

/** A translucent colour over an opaque one; browsers blend in gamma-encoded sRGB. */
export function over(top: Rgb, below: Rgb): Rgb {
  const mix = (a: number, b: number) => linear(gamma(a) * top.alpha + gamma(b) * (1 - top.alpha))
  return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), alpha: 1 }
}

const luminance = ({ r, g, b }: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

export function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** The custom properties of each theme, references followed to colours. */
export function readThemes(css: string): Record<'light' | 'dark', (role: string) => Rgb> {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const light = declarations(block(plain, ':root'))
  const dark = { ...light, ...declarations(block(plain, '[data-theme="dark"]')) }
  return { light: (role) => resolve(light, role), dark: (role) => resolve(dark, role) }
}

function block(css: string, selector: string): string {
  const from =
    css.indexOf(`${selector}{`) >= 0 ? css.indexOf(`${selector}{`) : css.indexOf(`${selector} {`)
  return css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from))
}

const declarations = (body: string): Record<string, string> =>
  Object.fromEntries(
    body
      .split(';')
      .map((line) => line.trim().split(/:(.*)/s))
      .filter(([name]) => name?.startsWith('--'))
      .map(([name, value]) => [name, (value ?? '').trim()]),
  )

function resolve(roles: Record<string, string>, role: string): Rgb {
  const value = roles[role]
  if (value === undefined) throw new Error(`no such role: ${role}`)
  const reference = /^var\((--[\w-]+)\)$/.exec(value)
  return reference?.[1] ? resolve(roles, reference[1]) : parseOklch(value)
}
