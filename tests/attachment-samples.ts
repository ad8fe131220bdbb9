import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import type { Tree, World } from './world.ts'

type Client = Tree['hq']['admin']

export const SMALL_PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n')

/** Uploads a small file as a shop does, and returns its id. */
export async function uploadFile(world: World, who: Client): Promise<string> {
  const asked = await who.post('attachments', { type: 'pdf', sizeBytes: SMALL_PDF.length })
  if (asked.status !== 201) throw new Error(asked.text)
  const { id, upload } = asked.body
  // The address lies beside the API's version, because a signature and not a session opens it.
  const sent = await world.call(upload.url.replace('/api/', '../'), {
    method: 'PUT',
    body: SMALL_PDF,
  })
  if (sent.status !== 200) throw new Error(await sent.text())
  return id
}

export function attachmentCommands({ ids, r1 }: Filled): Sample[] {
  return [
    {
      route: 'POST /api/v2/attachments',
      who: r1.staff,
      path: 'attachments',
      body: { type: 'pdf', sizeBytes: SMALL_PDF.length },
    },
    {
      route: 'POST /api/v2/attachments/:id/completion',
      who: r1.staff,
      path: `attachments/${ids.looseFile}/completion`,
    },
    {
      route: 'POST /api/v2/attachments/:id/removal',
      who: r1.staff,
      path: `attachments/${ids.looseFile}/removal`,
    },
  ]
}

export const attachmentReads = ({ ids, hq, r1 }: Filled): Sample[] =>
  [hq.staff, r1.admin].map((who) => ({
    route: 'GET /api/v2/attachments/:id/file',
    who,
    path: `attachments/${ids.pendingFile}/file`,
  }))
