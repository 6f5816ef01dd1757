'use client';

import { type ReactNode, type RefObject, useEffect, useId, useState } from 'react';
import { useMedia } from '../../hooks/useMedia.ts';
import { Artwork } from '../Artwork/Artwork.tsx';
import { IconButton } from '../IconButton/IconButton.tsx';
import * as icons from '../icons/icons.ts';
import { LiveRegion } from '../LiveRegion/LiveRegion.tsx';
import { MediaSurface } from '../MediaSurface/MediaSurface.tsx';
import { PlayButton } from '../PlayButton/PlayButton.tsx';
import { useLanguage } from '../PlexProvider/messages-context.ts';
import { SeekBar } from '../SeekBar/SeekBar.tsx';
import { Slot } from '../Slot.tsx';
import { TimeDisplay } from '../TimeDisplay/TimeDisplay.tsx';
import { loadTrackListModel } from '../TrackList/load-track-list-model.ts';
import { TrackList } from '../TrackList/TrackList.tsx';
import { trackArtist } from '../track-artist.ts';
import { VolumeControl } from '../VolumeControl/VolumeControl.tsx';
import { MusicNotice } from './MusicNotice.tsx';
import { MusicStatus } from './MusicStatus.tsx';
import type { MusicPlayback } from './useMusicPlayback.ts';

interface MusicFaceProps {
  music: MusicPlayback;
  /** A `blob:` URL. */
  artwork: string | undefined;
  /** The element that shows it. */
  cover: RefObject<HTMLDivElement | null>;
  variant: 'card' | 'bar';
  /** Content of the host. */
  children: ReactNode;
}

/** The parts of a music player in reading order. The style sheet places them. */
export function MusicFace({ music, artwork, cover, variant, children }: MusicFaceProps) {
  const { list, select } = music;
  const { messages } = useLanguage();
  const listId = useId();
  const [opened, setOpened] = useState(false);
  const listIsShown = variant === 'card' || opened;
  // Before the list is there, so that it is complete when it is shown.
  useEffect(() => {
    if (listIsShown) loadTrackListModel().catch(() => {});
  }, [listIsShown]);
  const item = list.current?.item;
  const title = item?.title || (list.current && messages.untitled);
  const artist = trackArtist(item);
  const skipped =
    list.skipped && messages.trackSkipped(list.skipped.item?.title || messages.untitled);

  return (
    <>
      <MediaSurface />
      <div className="coplay-music-ambience" aria-hidden="true" />
      <div className="coplay-music-deck">
        <Artwork ref={cover} src={artwork} />
        <div className="coplay-music-words">
          <bdi className="coplay-music-title">{title}</bdi>
          <bdi className="coplay-music-artist">
            {[artist, item?.parentTitle].filter(Boolean).join(' · ')}
          </bdi>
        </div>
        <div className="coplay-music-timeline">
          <SeekBar />
          <div className="coplay-music-times">
            <TimeDisplay show="position" />
            <MusicStatus listIsLoading={list.status === 'loading'} />
            <TimeDisplay show="duration" />
          </div>
        </div>
        <Transport music={music} />
        <div className="coplay-music-side">
          <VolumeControl />
          {variant === 'bar' && list.entries.length > 1 ? (
            <IconButton
              label={opened ? messages.hideTracks : messages.showTracks}
              icon={icons.trackList}
              aria-expanded={opened}
              aria-controls={opened ? listId : undefined}
              onClick={() => setOpened(!opened)}
            />
          ) : null}
        </div>
      </div>
      <Slot>{children}</Slot>
      <MusicNotice list={list} isDeferred={music.isDeferred} />
      {listIsShown && list.entries.length > 0 ? (
        <TrackList
          id={listId}
          entries={list.entries}
          index={list.index}
          onSelect={select}
          onRowsShown={list.showRows}
        />
      ) : null}
      <LiveRegion
        // With its title, which may come later.
        announcement={
          title && (item ? [skipped, messages.nowPlaying(title, artist)].join(' ').trim() : '')
        }
      />
    </>
  );
}

/** Previous, play, next. */
function Transport({ music }: Pick<MusicFaceProps, 'music'>) {
  const { list, isDeferred, next, previous } = music;
  const { messages } = useLanguage();
  const early = useMedia(({ currentTime }) => currentTime < 0.5);
  return (
    <div className="coplay-transport">
      <IconButton
        label={messages.previousTrack}
        icon={icons.previous}
        idle={!list.hasPrevious && early}
        onClick={(event) => previous(event.nativeEvent)}
      />
      <PlayButton disabled={!list.current && !isDeferred} />
      <IconButton
        label={messages.nextTrack}
        icon={icons.next}
        idle={!list.hasNext}
        onClick={(event) => next(event.nativeEvent)}
      />
    </div>
  );
}
