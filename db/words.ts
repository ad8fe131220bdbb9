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
/** Numbers that no two live orders of a tree share: of a device, an eSIM, a SIM, a line, a parcel. */
export const IDENTIFIER_KINDS = ['imei', 'eid', 'sim', 'line', 'parcel'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]
/** What a file is by its first bytes, and its states: bytes awaited, there, in an order, gone. */
export const ATTACHMENT_TYPES = ['jpeg', 'png', 'webp', 'heic', 'pdf'] as const
export const ATTACHMENT_STATES = ['waiting', 'kept', 'attached', 'erased'] as const
/** The sections of an order form, in their order (`domain.md` B.7). */
export const FORM_GROUPS = [
  'customer',
  'device',
  'sim',
  'support',
  'bill',
  'shipping',
  'files',
  'extra',
] as const
export type FormGroup = (typeof FORM_GROUPS)[number]
/** The types of a field that an HQ makes itself. */
export const OWN_TYPES = [
  'text',
  'number',
  'select',
  'radio',
  'checkbox',
  'textarea',
  'date',
  'datetime',
  'phone',
  'email',
  'url',
  'barcode',
  'attachment',
] as const
export type OwnType = (typeof OWN_TYPES)[number]
/** What the server fills in when the order is placed: the time in Seoul, the person, the policy's title. */
export const FORM_FILLS = ['now', 'user', 'policy'] as const
export type FormFill = (typeof FORM_FILLS)[number]
export const FORM_MASKS = ['phone', 'business'] as const
export type FormMask = (typeof FORM_MASKS)[number]
/** A personal answer is masked and erased after the end of the order; a plain one identifies nobody. */
export const FORM_SENSITIVITIES = ['personal', 'plain'] as const
export type FormSensitivity = (typeof FORM_SENSITIVITIES)[number]
export const CONDITION_MATCHES = ['all', 'any'] as const
export const CONDITION_TESTS = ['is', 'not', 'any'] as const
export const CONDITION_EFFECTS = ['shown', 'required', 'shown_required'] as const
/** How the customer pays the monthly bill: 은행 자동이체, 카드 자동이체, 지로. No card number is requested. */
export const BILL_METHODS = ['bank', 'card', 'giro'] as const

export const POLICY_STATUSES = ['active', 'inactive', 'expired', 'archived'] as const
export type PolicyStatus = (typeof POLICY_STATUSES)[number]
/** The steps in which a policy is written, in their order (`domain.md` F.4). */
export const DRAFT_STEPS = ['targets', 'form', 'prices', 'terms', 'activation'] as const
export type DraftStep = (typeof DRAFT_STEPS)[number]
export const POLICY_KINDS = ['normal', 'special', 'event'] as const
export type PolicyKind = (typeof POLICY_KINDS)[number]
/** The state of a policy by status and validity at this moment; only `withdrawn` and `expired` are final. */
export const POLICY_STATES = ['active', 'scheduled', 'withdrawn', 'expired'] as const
export type PolicyState = (typeof POLICY_STATES)[number]
/** What may happen to a published policy: `version` is a later one, `cancelled` a withdrawal before its start. */
export const POLICY_EVENT_KINDS = [
  'published',
  'version',
  'title',
  'description',
  'valid_to',
  'requires_reading',
  'targets',
  'exclusions',
  'withdrawn',
  'cancelled',
  'expired',
  // Another policy follows: this one ends at its start. And: the other one was withdrawn before that.
  'superseded',
  'succession_undone',
  // Somebody let another policy take the same orders.
  'alongside',
] as const
export type PolicyEventKind = (typeof POLICY_EVENT_KINDS)[number]
/** How a company was reminded to read a policy: a notification, or a telephone call that a person notes. */
export const CONTACT_KINDS = ['reminder', 'call'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]
/** 고객 안내, 업체 안내, 정책 안내, 일반 안내. */
export const NOTICE_TYPES = ['customer', 'company', 'policy', 'general'] as const
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

/** 단말기, 액세서리, 기타. */
export const PRODUCT_CATEGORIES = ['device', 'accessory', 'other'] as const
export type ProductCategory = (typeof PRODUCT_CATEGORIES)[number]

/**
 * Whether a plan or device is sold on a day, from its dates and switches: 사용, 예약, 종료, 중지. `not_carried`
 * is a plan whose carrier the HQ does not carry.
 */
export const CATALOG_STATES = ['sold', 'scheduled', 'ended', 'stopped', 'not_carried'] as const
export type CatalogState = (typeof CATALOG_STATES)[number]

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

export const EXPORT_TYPES = ['settlements_detailed', 'audit_log', 'policy_impact'] as const
export type ExportType = (typeof EXPORT_TYPES)[number]
/** How far the replay of a draft is. */
export const IMPACT_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const
export const EXPORT_STATUSES = [...IMPACT_STATUSES, 'expired'] as const
export type ExportStatus = (typeof EXPORT_STATUSES)[number]

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
  'policy_changed',
  'policy_withdrawn',
  'policy_reminder',
  'policy_approval_requested',
  'policy_approval_granted',
  'policy_approval_declined',
  'notice_published',
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
