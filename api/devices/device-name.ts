const BROWSERS: [pattern: RegExp, name: string][] = [
  // A browser that builds on another also names that one, so the most specific come first.
  [/\bWhale\//, 'Whale'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bKAKAOTALK\b/i, 'KakaoTalk'],
  [/\bNAVER\(/, 'Naver'],
  [/\b(Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.* Safari\//, 'Safari'],
]

const SYSTEMS: [pattern: RegExp, name: string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const PROGRAM_CHARACTERS_MAX = 40

/** A name that people recognise the device by: `Chrome · Windows`, `Safari · iPhone`, `curl`. */
export function deviceNameOf(userAgent: string | undefined): string {
  const said = userAgent?.trim() ?? ''
  const found = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(said))?.[1]
  const parts = [found(BROWSERS), found(SYSTEMS)].filter((part) => part !== undefined)
  if (said.startsWith('Mozilla/') && parts.length > 0) return parts.join(' · ')
  // The user agent of a program begins with its name: `curl/8.5.0`, `okhttp/4.12`.
  const program = /^[A-Za-z][\w.+ -]*/.exec(said)?.[0].trim().slice(0, PROGRAM_CHARACTERS_MAX)
  return program && program !== 'Mozilla' ? program : '?'
}
