import { container } from '../http/answers.ts';
import { factsOf, type Router, type ServerCore } from './server-core.ts';

const VERSIONS = { '1.42': '1.42.2.10156-f737b826c', '1.43': '1.43.0.10389-8be686aa6' };

/** Identity and properties of the server. */
export function addServerRoutes(app: Router, core: ServerCore): void {
  const identity = () => ({
    claimed: true,
    machineIdentifier: core.machineIdentifier,
    version: VERSIONS[core.settings().generation],
  });

  app.get('/identity', (c) => container(factsOf(c), identity()));

  app.get('/', (c) =>
    container(factsOf(c), {
      ...identity(),
      friendlyName: 'coplay emulated server',
      allowSync: true,
      livetv: 0,
      multiuser: true,
      myPlex: true,
      myPlexSigninState: 'ok',
      myPlexSubscription: core.settings().plexPass,
      myPlexUsername: core.userName,
      ownerFeatures: 'session_kick',
      platform: 'Linux',
      platformVersion: '6.1',
      transcoderActiveVideoSessions: core.jobs.all().length,
      transcoderAudio: true,
      transcoderVideo: true,
      updatedAt: 1_587_179_308,
    }),
  );

  app.get('/library', (c) =>
    container(factsOf(c), {
      allowSync: false,
      identifier: 'com.plexapp.plugins.library',
      title1: 'Plex Library',
      Directory: [{ key: 'sections', title: 'Library Sections' }],
    }),
  );

  app.get('/clients', (c) => container(factsOf(c), {}));
}
