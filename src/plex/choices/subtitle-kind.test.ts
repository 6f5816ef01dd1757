import { expect, it } from 'vitest';
import { subtitleKind } from './subtitle-kind.ts';

it.each([
  [{ codec: 'srt', key: '/library/streams/1' }, 'file'],
  [{ codec: 'SubRip', key: '/library/streams/1' }, 'file'],
  [{ key: '/library/streams/1' }, 'file'],
  [{ codec: 'vobsub', key: '/library/streams/1' }, 'picture'],
  [{ codec: 'srt' }, 'text'],
  [{ codec: 'mov_text' }, 'text'],
  [{ codec: 'ass' }, 'text'],
  [{ codec: 'PGS' }, 'picture'],
  [{ codec: 'hdmv_pgs_subtitle' }, 'picture'],
  [{ codec: 'dvb_sub' }, 'picture'],
  [{ codec: 'dvbsub' }, 'picture'],
  [{ codec: 'eia_608' }, 'captions'],
  [{ codec: 'dvb_teletext' }, 'unknown'],
  [{ codec: 'dvb_teletext', key: '/library/streams/1' }, 'unknown'],
  [{}, 'unknown'],
] as const)('%o is shown as %s', (stream, kind) => {
  expect(subtitleKind(stream)).toBe(kind);
});
