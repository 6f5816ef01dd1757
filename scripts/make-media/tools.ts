import { spawn } from 'node:child_process';

/**
 * Runs a program and resolves with its stdout. `input` is written to its stdin chunk by chunk, so
 * that a film need not fit in memory.
 */
export async function run(
  command: string,
  args: readonly string[],
  input?: AsyncIterable<Uint8Array>,
): Promise<Buffer> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  // A program that stops early closes its stdin. Its exit code is checked below.
  child.stdin.on('error', () => {});
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (input) {
    for await (const chunk of input) {
      if (child.exitCode !== null) break;
      if (!child.stdin.write(chunk)) {
        await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), ended]);
      }
    }
  }
  child.stdin.end();
  const code = await ended;
  if (code !== 0) {
    const said = Buffer.concat(complaints).toString().trim().split('\n').slice(-6).join('\n');
    throw new Error(`coplay: ${command} ended with code ${code}. It said:\n${said}`);
  }
  return Buffer.concat(output);
}

/** Rejects with a way out if ffmpeg or one of its encoders is missing. */
export async function requireFfmpeg(): Promise<void> {
  let encoders: string;
  try {
    encoders = (await run('ffmpeg', ['-hide_banner', '-encoders'])).toString();
  } catch (cause) {
    throw new Error(
      'coplay: ffmpeg was not found. Only this script needs it: install ffmpeg 5 or newer with libvpx-vp9, libopus and libmp3lame.',
      { cause },
    );
  }
  const missing = ['libvpx-vp9', 'libopus', 'libmp3lame'].filter(
    (name) => !encoders.includes(name),
  );
  if (missing.length > 0) {
    throw new Error(
      `coplay: this ffmpeg has no ${missing.join(', ')}. Install a full build of it.`,
    );
  }
}
