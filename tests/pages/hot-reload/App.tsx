import { MusicPlayer, type PlexConnectionOptions, PlexProvider, SinglePlayer } from 'coplay';
import 'coplay/styles.css';

/** The component of a host, edited while it plays. */
export function App({ connection }: { connection: PlexConnectionOptions }) {
  return (
    <PlexProvider connection={connection}>
      <SinglePlayer media={{ ratingKey: '662548' }} autoPlay />
      <MusicPlayer playlist="140600" autoPlay />
    </PlexProvider>
  );
}
