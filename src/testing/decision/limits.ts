import { ownField } from '../own-field.ts';
import type { ClientProfile, Limitation } from './client-profile.ts';

/** What a limitation is compared with, by its name: `video.height`, `audio.channels`. */
export type StreamFacts = Readonly<Record<string, number | string>>;

/** The limitation that a stream breaks, in the words of the server; `undefined` if it breaks none. */
export function brokenLimitation(
  { limitations }: ClientProfile,
  scopes: Readonly<Record<string, string | undefined>>,
  facts: StreamFacts,
): string | undefined {
  for (const limitation of limitations) {
    const name = ownField(scopes, limitation.scope);
    if (name === undefined || !isOf(limitation, name)) continue;
    const fact = ownField(facts, limitation.name);
    if (fact === undefined && !limitation.isRequired) continue;
    if (fact !== undefined && holds(limitation, fact)) continue;
    const sign = limitation.type === 'lowerBound' ? '<' : '>';
    return `${limitation.name} limitation applies: ${fact ?? 'unknown'} ${sign} ${limitation.value}`;
  }
  return undefined;
}

/** The lowest upper bound of a name for streams of a codec. `undefined` for none. */
export function upperBound(
  { limitations }: ClientProfile,
  codecs: readonly string[],
  name: string,
): number | undefined {
  const bounds = limitations
    .filter((one) => one.type === 'upperBound' && one.name === name && one.scope === 'videoCodec')
    .filter((one) => codecs.some((codec) => isOf(one, codec)))
    .map(({ value }) => Number(value))
    .filter((value) => value > 0);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

function isOf({ scopeName }: Limitation, name: string): boolean {
  return scopeName === '*' || scopeName.toLowerCase() === name.toLowerCase();
}

function holds({ type, value }: Limitation, fact: number | string): boolean {
  switch (type) {
    case 'upperBound':
      return Number(fact) <= Number(value);
    case 'lowerBound':
      return Number(fact) >= Number(value);
    case 'match':
      return String(fact) === value;
    case 'notMatch':
      return String(fact) !== value;
  }
}
