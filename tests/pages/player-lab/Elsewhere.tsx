import { type ReactNode, useState } from 'react';
import { createPortal } from 'react-dom';

/** A place for a player outside of the tree of the page's own document. */
export type Place = 'iframe' | 'shadow' | 'window';

/** Shows its children in an iframe, in a shadow root, or in a window of its own that {@link openWindow} has opened. */
export function Elsewhere({ place, children }: { place: Place; children: ReactNode }) {
  const [target, setTarget] = useState<Element | ShadowRoot>();
  const own = window.labWindow?.document.body;
  if (place === 'window') return own ? createPortal(children, own) : null;
  const content = target ? createPortal(children, target) : null;
  if (place === 'shadow')
    return (
      <div ref={(host) => setTarget(host ? shadowOf(host) : undefined)} data-place="shadow">
        {content}
      </div>
    );
  return (
    <iframe
      title="Player"
      allow="fullscreen; autoplay"
      style={{ inlineSize: 640, blockSize: 400 }}
      ref={(frame) => setTarget(frame?.contentDocument ? bodyOf(frame.contentDocument) : undefined)}
    >
      {content}
    </iframe>
  );
}

function shadowOf(host: Element): ShadowRoot {
  if (host.shadowRoot) return host.shadowRoot;
  const root = host.attachShadow({ mode: 'open' });
  root.append(...styles());
  return root;
}

export function bodyOf({ head, body }: Document): Element {
  if (!head.hasChildNodes()) head.append(...styles());
  return body;
}

/** A document and a shadow root have stylesheets of their own. */
function styles(): Node[] {
  return [...document.querySelectorAll('link[rel=stylesheet]')].map((sheet) =>
    sheet.cloneNode(true),
  );
}
