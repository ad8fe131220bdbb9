import type { Export } from '#api/exports/contract.ts'
import { api } from '../../lib/client.ts'

/**
 * Fetches a finished file. It is asked for once more first: that renews an access token that has run
 * out, which a plain link could not, and tells whether the file is still there.
 */
export async function download(id: string): Promise<Export> {
  const job = await api.get<Export>(`/exports/${id}`)
  if (job.status !== 'completed') return job
  const link = document.createElement('a')
  link.href = `/api/v2/exports/${id}/file`
  link.download = job.fileName
  link.click()
  return job
}
