/**
 * The service worker of the stories: MSW's own, with four changes.
 *
 * 1. It only looks at requests below `<scope>/plex/`. Everything else goes its usual way at no cost.
 * 2. A media element asks in `no-cors` mode. MSW would rebuild that request in the page, where the mode
 *    strips the `Range` header, and seeking would get the whole file each time. In `cors` mode it stays.
 * 3. MSW reports each response back to the page, body and all, for events that nobody here listens to.
 *    The report is still sent, without the body: a segment need not be copied twice.
 * 4. MSW takes itself off when the last page closes. A page that opens at that moment would wait for ever for
 *    a worker that is on its way out; and a worker that stays costs nothing.
 */
self.registration.unregister = () => Promise.resolve(false);

const plexPath = new URL('plex/', self.registration.scope).pathname;

const listen = self.addEventListener.bind(self);
self.addEventListener = (type, listener, options) => {
  if (type !== 'fetch') return listen(type, listener, options);
  listen(
    'fetch',
    (event) => {
      const url = new URL(event.request.url);
      if (url.origin === self.location.origin && url.pathname.startsWith(plexPath)) listener(event);
    },
    options,
  );
};

// A page loaded past the worker (by a hard reload) asks to be taken over again.
listen('message', (event) => {
  if (event.data === 'coplay/claim') event.waitUntil(self.clients.claim());
});

importScripts('./mockServiceWorker.js');

const serialize = self.serializeRequest;
self.serializeRequest = async (request) => {
  const serialized = await serialize(request);
  return serialized.mode === 'no-cors' ? { ...serialized, mode: 'cors' } : serialized;
};

const send = self.sendToClient;
self.sendToClient = (client, message, transferables) => {
  if (message.type !== 'RESPONSE') return send(client, message, transferables);
  const { response } = message.payload;
  response.body?.cancel().catch(() => {});
  response.body = null;
  return send(client, message, []);
};
