/** The vocabulary. Imports nothing, so the database, the API, the jobs and the browser can all use it. */

/** Headquarters (본사), agency (협력사), retail shop (판매점). */
export const TIERS = ['hq', 'agency', 'retail'] as const
export type Tier = (typeof TIERS)[number]

export const ROLES = ['admin', 'staff'] as const
export type Role = (typeof ROLES)[number]

export const USER_STATUSES = ['pending', 'approved', 'rejected', 'suspended'] as const
export type UserStatus = (typeof USER_STATUSES)[number]

/** Rights that an admin may give a person beyond their role; `domain.md` D.1, D.3, D.5. */
export const GRANTS = [
  'pii.view',
  'pii.export',
  'health.view',
  'customer.manage',
  'customer.analytics',
  'settlement.pay',
] as const
export type Grant = (typeof GRANTS)[number]

/** Who in a tree must have a second factor: nobody, HQ admins and people who settle money, or everybody. */
export const SECOND_FACTOR_RULES = ['off', 'privileged', 'everyone'] as const
export type SecondFactorRule = (typeof SECOND_FACTOR_RULES)[number]

export const CARRIERS = ['skt', 'kt', 'lgu'] as const
export type Carrier = (typeof CARRIERS)[number]

/** The carrier of a matrix cell, which may also be all carriers at once. */
export const CELL_CARRIERS = [...CARRIERS, 'all'] as const
export type CellCarrier = (typeof CELL_CARRIERS)[number]

/** 번호이동, 기기변경, 신규. */
export const JOIN_TYPES = ['mnp', 'device_change', 'new'] as const
export type JoinType = (typeof JOIN_TYPES)[number]

/** Months of contract; 0 is 무약정. */
export const CONTRACT_MONTHS = [0, 12, 24, 36, 48] as const
export type ContractMonths = (typeof CONTRACT_MONTHS)[number]

/** 없음, 선택약정, 공통지원금. */
export const SUPPORT_TYPES = ['none', 'selective', 'public'] as const
export type SupportType = (typeof SUPPORT_TYPES)[number]

/** 선불, 후불, eSIM, 재사용. */
export const SIM_TYPES = ['prepaid', 'postpaid', 'esim', 'reuse'] as const
export type SimType = (typeof SIM_TYPES)[number]

export const CUSTOMER_TYPES = ['adult', 'corporate', 'foreigner', 'minor'] as const
export type CustomerType = (typeof CUSTOMER_TYPES)[number]

/** 개인, 법인: the customers whom a price may tell apart (C.9-13). */
export const CUSTOMER_SEGMENTS = ['individual', 'business'] as const
export type CustomerSegment = (typeof CUSTOMER_SEGMENTS)[number]

/** 부가서비스, 보험: what a customer keeps for a time, for which the shop earns more. */
export const ADDITION_KINDS = ['service', 'insurance'] as const
export type AdditionKind = (typeof ADDITION_KINDS)[number]

/** How the customer pays the monthly bill: 은행 자동이체, 카드 자동이체, 지로. No card number is requested. */
export const BILL_METHODS = ['bank', 'card', 'giro'] as const
export type BillMethod = (typeof BILL_METHODS)[number]

export const POLICY_STATUSES = ['active', 'inactive', 'expired', 'archived'] as const
export type PolicyStatus = (typeof POLICY_STATUSES)[number]
/** The steps in which a policy is written, in their order (`domain.md` F.4). */
export const DRAFT_STEPS = ['targets', 'form', 'prices', 'terms', 'activation'] as const
export type DraftStep = (typeof DRAFT_STEPS)[number]
export const POLICY_KINDS = ['normal', 'special', 'event'] as const
export type PolicyKind = (typeof POLICY_KINDS)[number]
export const BAND_ROUNDINGS = ['up', 'down'] as const
export type BandRounding = (typeof BAND_ROUNDINGS)[number]

/** 접수대기 → 승인 → 발송 → 개통완료; 반려 and 취소 end an order early. */
export const ORDER_STATUSES = [
  'pending',
  'approved',
  'shipped',
  'completed',
  'rejected',
  'cancelled',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

export const COURIERS = [
  'cj',
  'hanjin',
  'lotte',
  'logen',
  'epost',
  'daesin',
  'hyundai',
  'kg',
  'kde',
  'dongbu',
  'other',
] as const
export type Courier = (typeof COURIERS)[number]

/** Two books on one ledger, never added together: rebate budgets, and what companies owe each other. */
export const BOOKS = ['budget', 'payable'] as const
export type Book = (typeof BOOKS)[number]

/** What an account holds; `domain.md` C.1. */
export const ACCOUNT_KINDS = [
  'source',
  'available',
  'held',
  'used',
  'owed',
  'accrued',
  'approved',
  'paid',
] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** The subject of an audit event: sign-ins, rights, money, views of personal data, settings, the trade. */
export const AUDIT_KINDS = ['sign_in', 'access', 'money', 'reveal', 'setting', 'trade'] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

export const UNITS = ['won', 'session'] as const
export type Unit = (typeof UNITS)[number]

export const TRANSFER_KINDS = [
  'allocate',
  'distribute',
  'hold',
  'post',
  'void',
  'accrue',
  'approve',
  'pay',
] as const
export type TransferKind = (typeof TRANSFER_KINDS)[number]

export const LINE_SOURCES = [
  'order',
  'sim',
  'grade_bonus',
  'clawback',
  'penalty',
  'manual',
] as const
export type LineSource = (typeof LINE_SOURCES)[number]

/** 예정, 승인 대기, 승인, 지급완료, 보류, 취소. 연체 is derived, never stored. */
export const LINE_STATUSES = [
  'pending',
  'eligible',
  'approved',
  'paid',
  'held',
  'cancelled',
] as const
export type LineStatus = (typeof LINE_STATUSES)[number]

export const EXPORT_TYPES = ['settlements_detailed', 'audit_log'] as const
export type ExportType = (typeof EXPORT_TYPES)[number]
export const EXPORT_STATUSES = [
  'queued',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'expired',
] as const
export type ExportStatus = (typeof EXPORT_STATUSES)[number]

/**
 * Events for open pages, in the past tense: the area before the dot, the event after it. Listeners ask the
 * API again; no event contains data.
 */
export const LIVE_EVENTS = [
  'order.placed',
  'order.approved',
  'order.rejected',
  'order.shipped',
  'order.completed',
  'order.cancelled',
  'policy.changed',
  'draft.changed',
  'group.changed',
  'company.changed',
  'user.changed',
  'budget.moved',
  'settlement.moved',
  'export.progressed',
  'export.finished',
  'export.failed',
  'notification.created',
] as const
export type LiveEventType = (typeof LIVE_EVENTS)[number]

export const NOTIFICATION_TYPES = [
  'order_placed',
  'order_approved',
  'order_rejected',
  'order_shipped',
  'order_completed',
  'order_cancelled',
  'rebate_allocated',
  'rebate_distributed',
  'policy_assigned',
  'settlement_approved',
  'settlement_paid',
  'excel_ready',
  'excel_failed',
  'user_pending_approval',
  'user_approved',
  'new_device',
  'session_revoked',
  'password_changed',
  'second_factor_changed',
  'token_made',
] as const
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]
