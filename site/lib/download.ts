/** Saves bytes as a file of this name; the browser asks where. */
export function download(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  // Characters that no file system takes.
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
  link.click()
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
