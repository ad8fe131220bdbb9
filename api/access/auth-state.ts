import type { TxCtx } from '../context.ts'
import { personNamespace } from './namespaces.ts'

/** Stands beside each write to a person's auth state; after the answer every process reads it anew. */
export const authStateChanged = (ctx: TxCtx, userId: string): void =>
  ctx.changed({ namespaces: [personNamespace(userId)] })
