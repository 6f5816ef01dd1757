/**
 * The service worker of the stories: the one of MSW with four changes.
 *
 * 1. It handles only requests below `<scope>/plex/`. All others go to the network directly.
 * 2. Requests of a media element have the mode `no-cors`. MSW rebuilds requests in the page, where this mode removes the `Range`
 *    header, so that each seek would load the whole file. The mode `cors` keeps the header.
 * 3. MSW sends each response with its body back to the page, for events that are not used here. This worker leaves out the
 *    body, so that segments are not copied twice.
 * 4. MSW unregisters itself when the last page closes. A page that opens at that moment would wait for ever for a worker that is
 *    being removed. This worker stays registered.
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

// A page that was loaded without the worker, by a hard reload, asks to be controlled again.
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
