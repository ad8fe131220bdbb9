import * as z from 'zod'

export type Key = { id: string; secret: Uint8Array<ArrayBuffer> }

const SHAPE = 'must look like kid:base64url, several separated by commas, the newest first'

/** `kid:base64url,kid:base64url`: the first key signs or seals, every key verifies or opens. */
export function keyRing({ bytesMin, bytesMax = 1024 }: { bytesMin: number; bytesMax?: number }) {
  return z.string().transform((text, check): Key[] => {
    const keys: Key[] = []
    for (const part of text.split(',')) {
      const [, id, encoded] = /^([A-Za-z0-9._-]{1,40}):([A-Za-z0-9_-]+)=*$/.exec(part.trim()) ?? []
      if (!id || !encoded) return refuse(check, SHAPE)
      if (keys.some((key) => key.id === id)) return refuse(check, `has two keys named ${id}`)
      const secret = bytesOf(encoded)
      if (secret.length < bytesMin || secret.length > bytesMax)
        return refuse(
          check,
          `key ${id} has ${secret.length} bytes, but needs ${bytesMin === bytesMax ? 'exactly' : 'at least'} ${bytesMin}; make one with \`openssl rand 32 | basenc --base64url -w0\``,
        )
      keys.push({ id, secret })
    }
    return keys
  })
}

function refuse(check: z.core.$RefinementCtx, message: string): never {
  check.addIssue({ code: 'custom', message })
  return z.NEVER
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
