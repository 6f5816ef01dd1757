import { PlexProvider, preloadEngine, SinglePlayer } from 'coplay';
import 'coplay/styles.css';
import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

// As its documentation says for a page that is going to show a video. Bare dash.js is loaded with its page as well.
preloadEngine();

/** coplay with its default controls. It requests the decision itself. */
export const peer: Peer = {
  mount: (root, { baseUrl, token, ratingKey }) =>
    mountReact(
      root,
      <PlexProvider connection={{ baseUrl, token }}>
        <SinglePlayer media={{ ratingKey }} autoPlay />
      </PlexProvider>,
    ),
};
