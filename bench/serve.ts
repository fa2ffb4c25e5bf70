// The process that answers while pages per second are counted: started by throughput.ts, and told where the database is.
import type { PoolConfig } from 'pg';
import { serveSite } from './pages.ts';

process.once('message', (options) => {
  void serveSite(options as PoolConfig).then((port) => process.send?.(port));
});
process.once('disconnect', () => process.exit(0));
