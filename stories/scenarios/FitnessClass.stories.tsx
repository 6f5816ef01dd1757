import { CompositePlayer, type PlexEvent, PlexProvider } from 'coplay';
import { expect, fn, type Mock } from 'storybook/test';
import { useStoryServer } from '../../.storybook/plex/StoryPlexContext.ts';
import preview from '../../.storybook/preview.tsx';
import type { PageArgs } from '../support/page-args.ts';
import { countWaiting, findOne, hasBuffered, playsOn, reaches } from '../support/playing.ts';
import { evictions, logLines, playingClients, serverHas, timelines } from '../support/server.ts';

interface FitnessClassProps extends PageArgs {
  /** Called for events between the players and the server. */
  onEvent: (event: PlexEvent) => void;
}

export function FitnessClass({ onEvent, autoPlay }: FitnessClassProps) {
  const { connection, video, playlist } = useStoryServer();
  return (
    <PlexProvider connection={connection} onEvent={onEvent}>
      <CompositePlayer primary={{ ratingKey: video }} overlay={{ playlist }} autoPlay={autoPlay} />
    </PlexProvider>
  );
}

/**
 * The scenario of the report that started this library: a fitness video with background music. Each story runs the
 * verification steps of the report, with one of the rules by which a server may end a stream.
 */
const meta = preview.meta({
  title: 'Scenarios/Fitness class',
  component: FitnessClass,
  excludeStories: ['FitnessClass'],
  parameters: { plex: { provider: false } },
  args: { onEvent: fn(), autoPlay: true },
  play: async ({ args, canvasElement, plex, step }) => {
    const video = await findOne(canvasElement, 'video');
    const audio = await findOne(canvasElement, 'audio');
    await step('1. the video and its music start', async () => {
      await Promise.all([reaches(video, 0.5), reaches(audio, 0.5)]);
    });
    await step('2. the video plays without stalling', async () => {
      await hasBuffered(video, 4);
      const held = countWaiting(video);
      await playsOn(video, 2);
      await expect(held()).toBe(0);
    });
    await step(
      '3. the server has two client identifiers, and that of the audio ends with -audio',
      async () => {
        const snapshot = await serverHas(plex, 'two streams', (now) => now.resources.length === 2);
        const clients = playingClients(snapshot);
        await expect(clients).toHaveLength(2);
        await expect(clients.filter((client) => client.endsWith('-audio'))).toHaveLength(1);
      },
    );
    await step('4. the music did not end the video', async () => {
      const snapshot = plex.server.snapshot();
      await expect(logLines(snapshot, 'Client stopped playback')).toEqual([]);
      await expect(logLines(snapshot, 'AdHoc')).toEqual([]);
      await expect(evictions(snapshot)).toEqual([]);
      await expect(timelines(snapshot, 'stopped')).toEqual([]);
      await expect(snapshot.requests.filter(({ status }) => status === 404)).toEqual([]);
    });
    await step('5. plex.media-url-generated has two different clients', async () => {
      const events = (args.onEvent as Mock<(event: PlexEvent) => void>).mock.calls.map(
        ([event]) => event,
      );
      const generated = events.flatMap((event) =>
        event.name === 'plex.media-url-generated' ? [event.data] : [],
      );
      await expect(generated.map(({ mediaType }) => mediaType).sort()).toEqual(['audio', 'video']);
      await expect(new Set(generated.map(({ clientIdentifier }) => clientIdentifier)).size).toBe(2);
      for (const data of generated) {
        await expect(Object.keys(data).sort()).toEqual([
          'baseClientId',
          'clientIdentifier',
          'mediaType',
          'optsSession',
          'plexId',
          'sessionIdentifier',
        ]);
      }
    });
  },
});

/** The server ends no stream by itself. */
export const Off = meta.story({ globals: { evict: 'off' } });

/** A stream that starts without a decision ends all others of the account. */
export const AdHoc = meta.story({ globals: { evict: 'adhoc' } });

/** A second stream of a client ends the first, unless both have a decision and their own session. */
export const Client = meta.story({ globals: { evict: 'client' } });

/** A second stream of a client always ends the first, as the report assumes. */
export const ClientStrict = meta.story({ globals: { evict: 'client-strict' } });

/** One music transcode per account. */
export const AccountMusic = meta.story({ globals: { evict: 'account-music' } });

/** All rules together. */
export const Strict = meta.story({ globals: { evict: 'strict' } });
