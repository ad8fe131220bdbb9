/** RFC 6266: an ASCII name for old clients, with `plain` for other letters, then the real one (RFC 5987). */
export function contentDisposition(fileName: string, plain = 'export'): string {
  const ascii = fileName.replaceAll(/[^\x20-\x7e]+/g, plain).replaceAll(/["\\]/g, '_')
  // RFC 5987 requires escapes for four characters that encodeURIComponent leaves unescaped.
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
