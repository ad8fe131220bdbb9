import { Client } from '@upstash/qstash'
import type { Queue } from './platform.ts'

const BATCH_MAX = 100
const RETRIES = 3

export const jobsUrl = (publicUrl: string) => `${publicUrl}/api/jobs/run`

/** QStash calls us back once per job, signed, and again while we answer with a 5xx. */
export function qstashQueue(config: { url: string; token: string; publicUrl: string }): Queue {
  const client = new Client({
    baseUrl: config.url,
    token: config.token,
    enableTelemetry: false,
    devMode: false,
  })

  return {
    wake: async (jobIds) => {
      // QStash remembers a deduplication id for months, also of messages that failed. The same job
      // may rightly be woken again, so the id covers this one call: it only makes the client's own
      // network retries harmless.
      const epoch = crypto.randomUUID()
      for (let start = 0; start < jobIds.length; start += BATCH_MAX) {
        const replies = await client.batchJSON(
          jobIds.slice(start, start + BATCH_MAX).map((id) => ({
            url: jobsUrl(config.publicUrl),
            body: { id },
            retries: RETRIES,
            deduplicationId: `${id}.${epoch}`,
          })),
        )
        const accepted = replies.flat().filter((reply) => 'messageId' in reply && reply.messageId)
        if (accepted.length < Math.min(BATCH_MAX, jobIds.length - start))
          throw new Error('QStash did not accept every wake; the sweep will find the rest.')
      }
    },
  }
}
