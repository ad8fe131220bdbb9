import { Hono } from 'hono'
import { allow } from '../http/allow.ts'
import type { AppEnv } from '../http/env.ts'
import { file } from '../http/file.ts'
import { largeJson } from '../http/large-json.ts'
import { answers, problems } from '../http/notes.ts'
import { query } from '../http/valid.ts'
import { classifyFrom } from './catalog.ts'
import { CatalogUpload, CatalogUploadQuery, PriceUpload, PriceUploadQuery } from './contract.ts'
import { proposeFrom } from './prices.ts'
import { SHEET_TYPES, UPLOAD_BYTES_MAX } from './read-upload.ts'

const sheetFile = file({ types: SHEET_TYPES, bytesMax: UPLOAD_BYTES_MAX })

/** Under `/uploads`: what a file says, for a person to confirm. Nothing of it is stored. */
export const uploads = new Hono<AppEnv>()
  .post(
    '/prices',
    allow('policy.draft'),
    query(PriceUploadQuery),
    sheetFile,
    answers(200, 'What the sheets of prices seem to say, and what they leave open.', PriceUpload),
    problems('invalid_input'),
    async (c) => largeJson(c, await proposeFrom(c.var.ctx, c.get('bytes'), c.req.valid('query'))),
  )
  .post(
    '/catalog',
    allow('plan.write'),
    query(CatalogUploadQuery),
    sheetFile,
    answers(200, 'The rows of a list of plans or devices, each judged.', CatalogUpload),
    problems('invalid_input'),
    async (c) => c.json(await classifyFrom(c.var.ctx, c.get('bytes'), c.req.valid('query')), 200),
  )
