/** What esbuild's metafile says of one bundle. */
export interface BundleParts {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

export interface Part {
  readonly name: string;
  /** Minified bytes in the bundle. */
  readonly minified: number;
  /** Its share of the compressed bundle, in proportion to its minified bytes: an estimate. */
  readonly gzip: number;
}

/** Splits the compressed size of a bundle among groups of its source files, the largest group first. */
export function breakdown(
  bundle: BundleParts,
  gzipSize: number,
  group: (path: string) => string,
): Part[] {
  const sizes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(bundle.inputs)) {
    if (bytesInOutput === 0) continue;
    const name = group(path);
    sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
  }
  return [...sizes]
    .map(([name, minified]) => ({
      name,
      minified,
      gzip: Math.round((minified / bundle.bytes) * gzipSize),
    }))
    .sort((a, b) => b.minified - a.minified);
}

/** `dist/playback/core/x.js` → `playback/core/x.js`, `node_modules/@noble/hashes/sha2.js` → `@noble/hashes/sha2.js`. */
export function sourceName(path: string): string {
  const [, inPackage] = /node_modules\/((?!.*node_modules\/).*)$/.exec(path) ?? [];
  const [, inSource] = /(?:^|\/)dist\/(.*)$/.exec(path) ?? [];
  return inPackage ?? inSource ?? '(the page itself)';
}

/** Rooms of `playback` apart, other folders of the source whole, packages by name. */
export function sourceFolder(path: string): string {
  const name = sourceName(path);
  const levels = /^(?:playback|@[^/]+)\//.test(name) ? 2 : 1;
  return name.split('/').slice(0, levels).join('/');
}

export function printBreakdown(name: string, bundle: BundleParts, gzipSize: number): void {
  console.log(`\n${name}: ${bundle.bytes} bytes minified, ${gzipSize} after gzip`);
  console.log('minified    gzip (estimated)');
  const print = (parts: readonly Part[]) => {
    for (const part of parts) {
      console.log(
        `${String(part.minified).padStart(8)} ${String(part.gzip).padStart(7)}  ${part.name}`,
      );
    }
  };
  print(breakdown(bundle, gzipSize, sourceFolder));
  console.log('');
  print(breakdown(bundle, gzipSize, sourceName).slice(0, 40));
}
