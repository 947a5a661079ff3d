/** `openIngestNode` as a process of its own, so that it can be killed. Options as JSON in the first argument; says its port on standard output. */
import { openIngestNode, type NodeOptions } from './ingest-node.ts';

const options: NodeOptions = JSON.parse(process.argv[2] ?? '{}');
const node = await openIngestNode(options);
process.stdout.write(`${node.port}\n`);
process.once('SIGTERM', () => { void node.stop(); });
