import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { insufficient } from '../ledger/post.ts'
import { heldFor } from '../policies/order-facts.ts'
import { type Priced, priceWishes } from '../policies/price-wishes.ts'
import { holdBudgets } from '../rebates/budget.ts'
import { answersOf, sourcesFor } from './answers.ts'
import type { PlaceOrder } from './contract.ts'
import {
  CONTENDED,
  type HeldOrder,
  type Outcomes,
  type PricedOrder,
  type Wanted,
} from './place-stages.ts'

const wishOf = ({ customer, ...input }: PlaceOrder) => ({ ...input, customerType: customer.type })

/** Wanted → priced, by the version in force; refuses answers that its form does not allow. */
export async function priceOrders(
  shared: TxCtx,
  wanted: Wanted[],
  outcomes: Outcomes,
): Promise<PricedOrder[]> {
  if (wanted.length === 0) return []
  const wishes = wanted.map((order) => ({
    order,
    actor: order.ctx.actor,
    wish: wishOf(order.input),
  }))
  const found: { order: Wanted; price: Priced }[] = []
  for (const { order, price } of await priceWishes(shared, wishes))
    if (price instanceof AppError) outcomes.refuse(order, price)
    else found.push({ order, price })
  const asked = found.map(({ order, price }) => ({
    order,
    price,
    policyId: price.policyId,
    userId: order.ctx.actor.userId,
    template: price.version.form,
  }))
  const sourceOf = await sourcesFor(shared, asked)
  const priced: PricedOrder[] = []
  for (const each of asked) {
    const { order, price, template } = each
    const answers = answersOf(order.input, template, sourceOf(each))
    const problem = answers instanceof AppError ? answers : priceProblem(order.input, price)
    if (answers instanceof AppError || problem) outcomes.refuse(order, problem)
    else
      priced.push({
        ...order,
        input: { ...order.input, form: answers },
        id: newId(shared.clock.now()),
        priced: price,
      })
  }
  return priced
}

/**
 * Priced → held: holds the shop's budget for the order. If another command has locked it and `locked` is
 * `skip`, the outcome is `CONTENDED`, so that the batch does not wait.
 */
export async function holdOrders(
  shared: TxCtx,
  priced: PricedOrder[],
  outcomes: Outcomes,
  locked: 'skip' | 'wait',
): Promise<HeldOrder[]> {
  const requests = priced.map((order) => ({
    order,
    companyId: order.ctx.actor.companyId,
    orderId: order.id,
    amountWon: heldFor(order.priced.shopWon),
    actorId: order.ctx.actor.userId,
  }))
  const held: HeldOrder[] = []
  for (const { order, amountWon, hold } of await holdBudgets(shared, requests, locked)) {
    if (hold.is === 'contended') outcomes.answer(order, CONTENDED)
    else if (hold.is === 'short') outcomes.refuse(order, insufficient(amountWon, hold.availableWon))
    else held.push({ ...order, availableWon: hold.availableWon })
  }
  return held
}

/** The error of another price than the shop was shown; it names the new total. */
function priceProblem(input: PlaceOrder, { shopWon, simWon }: Priced): AppError | undefined {
  const totalWon = shopWon + simWon
  if (input.expectedTotalWon === undefined || input.expectedTotalWon === totalWon) return undefined
  return new AppError('conflict', 'The price has changed since the quote. Ask again and confirm.', {
    facts: { reason: 'price_changed', expectedWon: input.expectedTotalWon, totalWon },
  })
}
