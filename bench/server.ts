import { serveNode } from '#api/node.ts'

// The product as `npm start` serves it, on the volume database, in one process.
const server = await serveNode(process.env)
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
console.error(`ready ${server.url}`)
