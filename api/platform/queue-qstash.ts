import { Client } from '@upstash/qstash'
import { inTime } from './in-time.ts'
import type { Queue } from './platform.ts'

const BATCH_MAX = 100
/** The time limit of QStash for a batch, including the client's retries. */
const REPLY_MS_MAX = 10_000
const RETRIES = 3

export const jobsUrl = (publicUrl: string) => `${publicUrl}/api/jobs/run`

/** QStash calls back once per job, signed, and again while the answer is a 5xx. */
export function qstashQueue(config: {
  url: string
  token: string
  publicUrl: string
  replyMsMax?: number
}): Queue {
  const { replyMsMax = REPLY_MS_MAX } = config
  const client = new Client({
    baseUrl: config.url,
    token: config.token,
    enableTelemetry: false,
    devMode: false,
  })

  return {
    wake: async (jobIds) => {
      // QStash remembers a deduplication id for months, also of messages that failed. The same job may be
      // woken again later, so the id covers only this call: it makes the client's own network retries
      // harmless.
      const epoch = crypto.randomUUID()
      for (let start = 0; start < jobIds.length; start += BATCH_MAX) {
        const sent = client.batchJSON(
          jobIds.slice(start, start + BATCH_MAX).map((id) => ({
            url: jobsUrl(config.publicUrl),
            body: { id },
            retries: RETRIES,
            deduplicationId: `${id}.${epoch}`,
          })),
        )
        if (!(await inTime(sent, replyMsMax)))
          throw new Error('QStash did not answer; the sweep will find the jobs.')
        const replies = await sent
        const accepted = replies.flat().filter((reply) => 'messageId' in reply && reply.messageId)
        if (accepted.length < Math.min(BATCH_MAX, jobIds.length - start))
          throw new Error('QStash did not accept every wake; the sweep will find the rest.')
      }
    },
  }
}
