import { MusicPlayer, PlexProvider, SinglePlayer } from 'coplay';
import 'coplay/styles.css';
import { createRoot } from 'react-dom/client';

/** The page of a soak: half of the players play the video, the others the music. Keeps nothing but the errors of the players. */
// In the fragment, which no request contains.
const query = new URLSearchParams(location.hash.slice(1));
const roles = Array.from(
  { length: Number(query.get('players')) },
  (_, index) => `soak-${index + 1}`,
);
const video = query.get('video') ?? '';
const tracks = query.getAll('track');

const errors: string[] = [];
declare global {
  var soakErrors: readonly string[];
}
globalThis.soakErrors = errors;

function Player({ role, index }: { readonly role: string; readonly index: number }) {
  if (index % 2 === 0) return <SinglePlayer role={role} media={{ ratingKey: video }} autoPlay />;
  // Another first track for each player, so that they do not change tracks at the same time.
  const queue = tracks.map((_, at) => ({
    ratingKey: tracks[(at + index) % tracks.length] ?? '',
  }));
  const variant = index % 4 === 1 ? 'card' : 'bar';
  return <MusicPlayer role={role} queue={queue} autoPlay variant={variant} />;
}

createRoot(document.body.appendChild(document.createElement('div'))).render(
  <PlexProvider
    connection={{ baseUrl: query.get('baseUrl') ?? '', token: query.get('token') ?? undefined }}
    onEvent={({ name, data }) => {
      if (name === 'plex.error') errors.push(`${data.code}: ${data.message}`);
    }}
  >
    {roles.map((role, index) => (
      <Player key={role} role={role} index={index} />
    ))}
  </PlexProvider>,
);
