import { createServer } from 'node:http'

// A bare `node:http` server that answers everything with the bytes of BARE_BODY: the limit of this machine.
const body = Buffer.from(process.env.BARE_BODY ?? '')
const headers = { 'content-type': 'application/json', 'content-length': body.length }
const server = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(200, headers).end(body))
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.error('ready'))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
