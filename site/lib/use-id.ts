import { useState } from 'preact/hooks'

let made = 0

/**
 * An id for one component, unique on this page. Preact's own ids count per tree, and each region of the frame
 * is a tree: a field in a dialog would share the id of one on the screen.
 */
export const useId = (): string => useState(() => `id-${++made}`)[0]
