import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SoundServer {
  /** Environment of a program that is to play there. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts a PulseAudio without a device. On Linux, Firefox needs a sound server: without one an `<audio>` fails, and an AudioContext
 * stays suspended. Undefined where there is no `pulseaudio`, and on other systems.
 */
export async function startSoundServer(): Promise<SoundServer | undefined> {
  if (process.platform !== 'linux') return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'coplay-sound-'));
  const socket = join(folder, 'socket');
  const child = spawn(
    'pulseaudio',
    [
      '-n',
      '--exit-idle-time=-1',
      '--daemonize=no',
      '-L',
      `module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
      '-L',
      'module-null-sink rate=44100',
    ],
    { env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder }, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const close = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  if (await listens(folder, child)) return { env: { PULSE_SERVER: `unix:${socket}` }, close };
  await close();
  return undefined;
}

/** Resolves with true once the socket exists, with false when the program is not there or ends. */
function listens(folder: string, child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (name === 'socket') settle(true);
    });
    const settle = (result: boolean) => {
      watcher.close();
      resolve(result);
    };
    child.once('error', () => settle(false));
    child.once('exit', () => settle(false));
  });
}
