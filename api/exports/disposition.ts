/**
 * RFC 6266: the real name in UTF-8 (RFC 5987), and before it one in ASCII for who cannot read that.
 */
export function contentDisposition(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]+/g, 'export').replaceAll(/["\\]/g, '_')
  // encodeURIComponent leaves four characters alone that RFC 5987 wants escaped.
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
