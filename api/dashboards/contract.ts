import * as z from 'zod'
import { OrderItem } from '../orders/contract.ts'
import { Id, Instant } from '../shapes.ts'

/** Granted for today; used and held by orders placed this Seoul month; usable today. */
const Budget = z.object({
  allocatedWon: z.int(),
  usedWon: z.int(),
  heldWon: z.int(),
  availableWon: z.int(),
})
const Due = z.object({ dueOn: z.string(), companies: z.int(), lines: z.int(), won: z.int() })
/** Months, oldest first; `paidWon` is paid, `dueWon` is approved or still to be approved. */
const MonthSum = z.object({ month: z.string(), paidWon: z.int(), dueWon: z.int() })

/** Who did what, newest first; `action` is the audit action, `facts` are its codes and amounts. */
const Activity = z.object({
  id: Id,
  action: z.string(),
  at: Instant,
  company: z.string(),
  entityId: Id.nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

/** What the headquarters tells its tree; `isOwed`: the own company still has to acknowledge it. */
export type BoardNews = z.infer<typeof BoardNews>
export const BoardNews = z.object({
  notices: z.array(
    z.object({ id: Id, title: z.string(), isImportant: z.boolean(), isOwed: z.boolean() }),
  ),
  /** Policies in force that the own company has not read; 0 for the headquarters. */
  unreadPolicies: z.int(),
})

export type HqDashboard = z.infer<typeof HqDashboard>
export const HqDashboard = z.object({
  tier: z.literal('hq'),
  asOf: Instant,
  news: BoardNews,
  pending: z.object({ orders: z.int(), oldestAt: Instant.nullable() }),
  today: z.object({ orders: z.int(), yesterdaySameTime: z.int() }),
  /** This Seoul month: budget allocated to agencies, and how much of it orders hold or used. */
  month: Budget.extend({ month: z.string() }),
  nextDue: Due.nullable(),
  overdue: z.object({ lines: z.int(), won: z.int(), maxDays: z.int() }),
  /** The first rows of the approval queue, oldest first. */
  queue: z.array(OrderItem),
  agencies: z.array(
    Budget.extend({
      id: Id,
      name: z.string(),
      /** Orders placed this month. */
      orders: z.int(),
      /** Orders per week, oldest first, the current week last. */
      weeks: z.array(z.int()),
      lastOrderAt: Instant.nullable(),
    }),
  ),
  activity: z.array(Activity),
  settlements: z.array(MonthSum),
})

export type AgencyDashboard = z.infer<typeof AgencyDashboard>
export const AgencyDashboard = z.object({
  tier: z.literal('agency'),
  asOf: Instant,
  news: BoardNews,
  budget: Budget.extend({ periodEnd: z.string().nullable() }),
  /** Lines that became payable this month: from HQ, to shops, and the difference. */
  receivableWon: z.int(),
  payableWon: z.int(),
  netWon: z.int(),
  shops: z.array(
    Budget.extend({
      id: Id,
      name: z.string(),
      orders: z.int(),
      ordersLastMonth: z.int(),
    }),
  ),
  /** Policies for which this agency has not decided its prices; its shops cannot order under them. */
  unpriced: z.array(z.object({ id: Id, title: z.string() })),
  recent: z.array(OrderItem),
  dues: z.array(Due),
  settlements: z.array(MonthSum),
})

export type RetailDashboard = z.infer<typeof RetailDashboard>
export const RetailDashboard = z.object({
  tier: z.literal('retail'),
  asOf: Instant,
  news: BoardNews,
  budget: Budget.extend({ periodEnd: z.string().nullable() }),
  /** What completed orders earned and is not paid yet; a debt, never added to the budget. */
  receivableWon: z.int(),
  paidThisMonthWon: z.int(),
  dues: z.array(Due),
  month: z.object({ month: z.string(), orders: z.int(), completed: z.int() }),
  today: z.array(OrderItem),
  policies: z.array(
    z.object({
      id: Id,
      title: z.string(),
      carrier: z.string(),
      validTo: Instant.nullable(),
      isRead: z.boolean(),
    }),
  ),
  settlements: z.array(MonthSum),
})

export type Dashboard = z.infer<typeof Dashboard>
export const Dashboard = z.discriminatedUnion('tier', [
  HqDashboard,
  AgencyDashboard,
  RetailDashboard,
])

/** The ways of the three tiers to their first order, in order. */
export const FIRST_STEPS = {
  hq: ['catalog', 'agency', 'policy', 'order'],
  agency: ['shop', 'prices', 'supply', 'shops_order'],
  retail: ['shop_prices', 'shop_supply', 'shop_order'],
} as const
const FirstStep = z.enum([...FIRST_STEPS.hq, ...FIRST_STEPS.agency, ...FIRST_STEPS.retail])

/** The way of the caller's company to its first order, and which step is next; null after the first order. */
export type FirstSteps = z.infer<typeof FirstSteps>
export const FirstSteps = z.object({
  steps: z.array(
    z.object({
      name: FirstStep,
      isDone: z.boolean(),
      /** What the step is judged by: plans and devices on sale today, policies, companies, won. */
      counts: z.record(z.string(), z.int()),
    }),
  ),
  next: FirstStep.nullable(),
})

/** Numbers for the menu; null where the caller's tier or role does not decide. */
export type MenuCounts = z.infer<typeof MenuCounts>
export const MenuCounts = z.object({
  orders: z.int().nullable(),
  people: z.int().nullable(),
  /** What an agency has to decide in its prices. */
  prices: z.int().nullable(),
})
