import { Gauge, Counter, type Registry } from 'prom-client';
import type { Ingest } from './ingest.ts';
import { DROPS } from './steps/contract.ts';

/** Figures of all workspaces together, read when `/metrics` is asked. */
export function registerIngestMetrics(registry: Registry, ingest: Pick<Ingest, 'health' | 'workspaces'>): void {
  const total = (of: (health: ReturnType<Ingest['health']>) => number): number => ingest.workspaces().reduce((all, workspace) => all + of(ingest.health(workspace)), 0);
  const counter = (name: string, help: string, of: (health: ReturnType<Ingest['health']>) => number): Counter =>
    new Counter({ name, help, registers: [registry], collect() { this.reset(); this.inc(total(of)); } });
  counter('tributary_events_accepted_total', 'Events acknowledged to their senders.', (health) => health.accepted);
  counter('tributary_events_drained_total', 'Events stored.', (health) => health.drained);
  new Counter({
    name: 'tributary_events_dropped_total', help: 'Events left out, by reason.', labelNames: ['reason'], registers: [registry],
    collect() {
      this.reset();
      for (const reason of DROPS) this.inc({ reason }, total((health) => health.dropped[reason]));
    },
  });
  new Gauge({ name: 'tributary_events_behind_bytes', help: 'Journal bytes that the event store does not have yet.', registers: [registry], collect() { this.set(ingest.health(0).behindBytes); } });
}
