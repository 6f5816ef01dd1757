/** Escapes text for XML content and double-quoted attributes. Characters that XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/**
 * Converts a JSON answer to XML, the default format of Plex. Plain values become attributes (booleans 1 and 0), objects and lists
 * become child elements with the name of the key. An item of `Metadata` is named by its type: Video, Track, Directory, Playlist
 * or Photo.
 */
export function toXml(name: string, value: Readonly<Record<string, unknown>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value, '')}\n`;
}

function element(name: string, value: Readonly<Record<string, unknown>>, indent: string): string {
  const attributes: string[] = [];
  const children: string[] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || field === null) continue;
    for (const entry of Array.isArray(field) ? field : [field]) {
      if (isRecord(entry)) children.push(element(elementName(key, entry), entry, `${indent}  `));
      else attributes.push(` ${key}="${escapeXml(plainText(entry))}"`);
    }
  }
  const open = `${indent}<${name}${attributes.join('')}`;
  if (children.length === 0) return `${open}/>`;
  return `${open}>\n${children.join('\n')}\n${indent}</${name}>`;
}

function elementName(key: string, item: Readonly<Record<string, unknown>>): string {
  if (key !== 'Metadata') return key;
  switch (item.type) {
    case 'track':
      return 'Track';
    case 'album':
    case 'artist':
    case 'season':
    case 'show':
      return 'Directory';
    case 'playlist':
      return 'Playlist';
    case 'photo':
      return 'Photo';
    default:
      return 'Video';
  }
}

function plainText(value: unknown): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
