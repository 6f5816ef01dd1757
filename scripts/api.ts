import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { lineDifference } from './line-difference.ts';

/**
 * `npm run api`: compares the public declarations of each entry point with the reports in `api/`. Run it after the build.
 * A difference ends with 1, so that a change of the public surface is seen in review. `npm run api -- --update` writes the
 * reports anew; commit them.
 */
const root = join(import.meta.dirname, '..');
const reports = join(root, 'api');
const update = process.argv.includes('--update');

const entryPoints: readonly [report: string, declarations: string][] = [
  ['coplay.api.md', 'dist/index.d.ts'],
  ['plex.api.md', 'dist/plex/index.d.ts'],
  ['testing.api.md', 'dist/testing/index.d.ts'],
];

/** API Extractor brings a compiler of its own: these are its options for reading the declarations. */
const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
};

const folder = await mkdtemp(join(tmpdir(), 'coplay-api-'));
await mkdir(reports, { recursive: true });
try {
  for (const [report, declarations] of entryPoints) {
    const { apiReportChanged, succeeded } = extract(report, join(root, declarations));
    // API Extractor prints errors of the declarations itself; of a changed report it only says that it changed.
    if (apiReportChanged && !update) await printDifference(report);
    if (apiReportChanged && update) console.log(`api/${report} is updated.`);
    if (!succeeded) process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true });
}
if (process.exitCode === 1) {
  console.error('\nIf the change is meant: `npm run api -- --update`, and commit api/.');
}

function extract(report: string, declarations: string) {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: declarations,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { files: [declarations], compilerOptions } },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: reports,
        reportTempFolder: folder,
        // A type that is part of an exported one belongs to the surface, whether it has an export of its own or not.
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  return Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
    },
  });
}

async function printDifference(report: string): Promise<void> {
  const [before, after] = await Promise.all(
    [join(reports, report), join(folder, report)].map((path) =>
      readFile(path, 'utf8').catch(() => ''),
    ),
  );
  console.error(`api/${report} differs from the built declarations:`);
  for (const line of lineDifference(before ?? '', after ?? '')) console.error(`  ${line}`);
}
