/** Scrolls to an option of a list whose focus stays in a field above it: the browser does not. */
export const showOption = (id: string) =>
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
