import { PlexProvider, SinglePlayer } from 'coplay';
import 'coplay/styles.css';
import { mountReact } from '../page/mount-react.ts';
import type { Peer } from '../page/peer.ts';

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
