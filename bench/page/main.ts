import { peer } from 'bench-peer';
import { BenchPage } from './bench-page.ts';
import type { Source } from './peer.ts';

const bench = new BenchPage(peer);
globalThis.bench = bench;

// With a source in the address, the page mounts its player at once: the clock then starts at navigation.
const source = new URLSearchParams(location.search).get('source');
if (source) bench.mount(JSON.parse(source) as Source);
