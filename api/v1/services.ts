import type { Ctx } from '../context.ts'
import { onceIfKeyed } from '../idempotency/once.ts'
import type { ServiceSession } from '../service-sessions/contract.ts'
import { sessionsByPosition } from '../service-sessions/queries.ts'
import { recordSession } from '../service-sessions/record-session.ts'
import { serviceTypeIdOf } from '../services/queries.ts'
import { naiveSeoul } from './naive.ts'
import type {
  V1RecordedService,
  V1RecordService,
  V1Service,
  V1ServiceQuery,
} from './service-contract.ts'

/** Delivered services in the form of v1, newest day first. */
export async function v1Services(ctx: Ctx, query: V1ServiceQuery): Promise<V1Service[]> {
  const { skip, limit, customer_id, service_type_id, date_from, date_to } = query
  const sessions = await sessionsByPosition(ctx, {
    ...{ customerId: customer_id, serviceTypeId: service_type_id, from: date_from, to: date_to },
    ...{ skip, limit },
  })
  return sessions.map((session) => ({
    usage_id: session.id,
    customer_id: session.customerId,
    customer_name: session.customerName ?? '',
    service_date: session.servedOn,
    service_type_id: session.serviceTypeId,
    service_name: session.serviceName,
    ...partsOf(session),
  }))
}

/** Records a delivered service; with `package_id` it takes a session from that purchase. */
export const recordV1Service = (ctx: Ctx, sent: V1RecordService): Promise<V1RecordedService> =>
  onceIfKeyed(ctx, 200, async (ctx) => {
    const session = await recordSession(ctx, {
      customerId: sent.customer_id,
      serviceTypeId: await serviceTypeOf(ctx, sent),
      purchaseId: sent.package_id ?? null,
      servedOn: sent.service_date,
      details: sent.session_details ?? null,
      sessionNumber: sent.session_number ?? null,
    })
    const { package_id, session_details, session_number, created_by, created_at } = partsOf(session)
    return {
      customer_id: session.customerId,
      service_date: session.servedOn,
      service_type_id: session.serviceTypeId,
      ...{ package_id, session_details, session_number, created_by },
      usage_id: session.id,
      created_at,
    }
  })

/** The contract requires one of both. */
const serviceTypeOf = (ctx: Ctx, sent: V1RecordService): number | Promise<number> =>
  sent.service_type_id ?? serviceTypeIdOf(ctx, sent.service_type ?? '')

const partsOf = (session: ServiceSession) => ({
  package_id: session.purchaseId,
  session_details: session.details,
  session_number: session.sessionNumber,
  created_by: session.createdBy,
  created_at: naiveSeoul(new Date(session.createdAt)),
})
