import type { Export } from '#api/exports/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'

/**
 * Fetches a finished file. Reads the job first: this renews an expired access token, which a plain link could
 * not, and tells whether the file still exists.
 */
export async function download(id: string): Promise<Export> {
  const job = await api.get(addressOf('/exports/:id', { param: { id } }))
  if (job.status !== 'completed') return job
  const link = document.createElement('a')
  link.href = `/api/v2/exports/${id}/file`
  link.download = job.fileName
  link.click()
  return job
}
