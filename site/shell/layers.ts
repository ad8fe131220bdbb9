import { signal } from '@preact/signals'

/** The one layer over the whole page, if any. */
export type Layer = 'palette' | 'shortcuts' | 'menu'
export const layer = signal<Layer | undefined>(undefined)

export const openLayer = (next: Layer) => {
  layer.value = next
}
export const closeLayer = () => {
  layer.value = undefined
}
