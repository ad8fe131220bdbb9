import * as z from 'zod'

/** Every job's name and payload. It imports only libraries, so both sides of the queue may read it. */
export const JOBS = {
  'exports.build': z.object({ exportId: z.uuid() }),
  'exports.sweep': z.object({}),
  'attachments.sweep': z.object({}),
  'ledger.check': z.object({}),
  'idempotency.sweep': z.object({}),
  'sessions.sweep': z.object({}),
  'policies.begin': z.object({}),
  'orders.identify': z.object({}),
  'policies.expire': z.object({}),
  'impact.replay': z.object({ impactId: z.uuid() }),
  'users.tell_approved': z.object({ userId: z.uuid() }),
  'auth.tell_new_device': z.object({ sessionId: z.uuid() }),
  'auth.tell_new_token': z.object({ tokenId: z.uuid() }),
  'auth.mail_password_reset': z.object({ userId: z.uuid(), askedBy: z.uuid().nullable() }),
  'privacy.erase': z.object({}),
  'live.publish': z.object({
    events: z.array(z.object({ companyId: z.uuid(), type: z.string(), id: z.uuid() })),
  }),
  'jobs.sweep': z.object({}),
} as const satisfies Record<string, z.ZodType>

export type JobName = keyof typeof JOBS
export type JobPayload<N extends JobName> = z.infer<(typeof JOBS)[N]>
