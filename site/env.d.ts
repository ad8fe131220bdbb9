/// <reference types="astro/client" />

/** A button that was pressed before its form worked (`public/early-press.js`). */
declare var pressedEarly: HTMLButtonElement | undefined

declare module 'virtual:maru-fonts' {
  /** Addresses that the first paint needs, for `<link rel="preload">`. */
  export const preload: readonly string[]
}
declare module 'virtual:maru-fonts.css'
declare module 'subset-font' {
  type Axis = { min: number; max: number; default: number }
  type Options = { targetFormat: 'woff2'; variationAxes?: Record<string, Axis> }
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
}
