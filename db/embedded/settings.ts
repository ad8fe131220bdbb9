import { totalmem } from 'node:os'

const MB = 1024 * 1024
const SHARED_BUFFERS_MAX_MB = 512

/** Throwaway servers serve one test run: their data need not survive a crash. */
export type Purpose = 'lasting' | 'throwaway'

/** All settings that differ from Postgres' defaults, as arguments of the server. */
export function settings(options: { purpose: Purpose; port: number; name: string }): string[] {
  const { purpose, port, name } = options
  // A container's limit counts, not the machine's memory; 0 means no limit.
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const sharedMb = Math.min(SHARED_BUFFERS_MAX_MB, Math.floor(memory / 4 / MB))
  const values: Record<string, string | number> = {
    // In the title of every process, by which a later start finds leftover ones.
    cluster_name: name,
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 120,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and row values contain personal data, which the server's log does not need.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    jit: 'off',
    random_page_cost: 1.1,
    ...(purpose === 'lasting'
      ? {
          shared_buffers: `${sharedMb}MB`,
          // Bulk loads should not force a checkpoint every few seconds.
          max_wal_size: '4GB',
          checkpoint_timeout: '15min',
        }
      : {
          shared_buffers: `${Math.min(128, sharedMb)}MB`,
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          autovacuum: 'off',
        }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
