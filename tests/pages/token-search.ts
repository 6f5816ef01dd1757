import type { Page } from 'playwright';
import { findSecret } from '../../scripts/requests/find-secret.ts';

/** Searches a page for a token. */
export interface TokenSearch {
  /** Searches the document, the storage, and the events and errors passed to the host's callbacks. */
  look(): Promise<void>;
  /** All matches so far: the place, and the text around. */
  found(): string[];
}

export async function searchForToken(page: Page, token: string): Promise<TokenSearch> {
  const hits: string[] = [];
  const note = (where: string, text: string) => {
    const match = findSecret(text, token);
    if (match !== undefined) hits.push(`${where}: ${match}`);
  };

  const devtools = await page.context().newCDPSession(page);
  devtools.on('Runtime.consoleAPICalled', (event) => note('console', JSON.stringify(event)));
  devtools.on('Runtime.exceptionThrown', (event) => note('exception', JSON.stringify(event)));
  devtools.on('Log.entryAdded', ({ entry }) => {
    // Chromium itself logs the URL of each failed request. Only a proxy can prevent that, so these entries do not count.
    if (entry.source !== 'network') note(`browser log (${entry.source})`, JSON.stringify(entry));
  });
  await devtools.send('Runtime.enable');
  await devtools.send('Log.enable');

  return {
    async look() {
      for (const [where, text] of await page.evaluate(readPage)) note(where, text);
    },
    found: () => [...hits],
  };
}

/** Runs in the page. */
function readPage(): [where: string, text: string][] {
  const texts: [string, string][] = [['title', document.title]];
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      // Without a proxy, the URL of direct play must contain the token.
      if (name === 'src' && element instanceof HTMLMediaElement) continue;
      texts.push([`<${element.localName} ${name}>`, value]);
    }
    for (const node of element.childNodes) {
      if (node instanceof Text) texts.push([`<${element.localName}>`, node.data]);
    }
  }
  for (const storage of [localStorage, sessionStorage]) {
    texts.push(['storage', JSON.stringify(Object.entries(storage))]);
  }
  texts.push(['events', JSON.stringify(window.lab.events)]);
  for (const error of window.lab.errors) {
    texts.push(['error', JSON.stringify(error)]);
    for (let link: unknown = error; link instanceof Error; link = link.cause) {
      texts.push(['error', `${link.name} ${link.message} ${link.stack} ${JSON.stringify(link)}`]);
      texts.push([
        'error',
        Object.values(Object.getOwnPropertyDescriptors(link))
          .map(({ value }) => String(value))
          .join(' '),
      ]);
    }
  }
  return texts;
}
