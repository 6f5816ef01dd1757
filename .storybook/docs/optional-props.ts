import type { ArgTypesEnhancer, InputType, SBType } from 'storybook/internal/csf';

/**
 * Makes the table of props read as it is meant.
 *
 * Our optional props say `| undefined`, for users with `exactOptionalPropertyTypes`. Storybook takes each for a union
 * and offers a text box: `boolean | undefined` is read as `boolean` here, so that a switch appears. A `@default` has a
 * column of its own and leaves the sentence. A function can't be typed into a box, so it gets none.
 */
export const readOptionalProps: ArgTypesEnhancer = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => [name, tidy(withoutUndefined(argType))]),
  ) as typeof argTypes;

function tidy(argType: InputType): InputType {
  const { description, table } = argType;
  const summary = table?.type?.summary;
  const isFunction = summary?.includes('=>') ?? false;
  return {
    ...argType,
    ...(description ? { description: description.replace(/\s*@default\s.*$/s, '') } : {}),
    ...(isFunction
      ? {
          control: false,
          table: { ...table, type: { summary: summary?.replace(/^\((\(.*=>.*)\)$/s, '$1') } },
        }
      : {}),
  } as InputType;
}

function withoutUndefined(argType: InputType): InputType {
  const { type, table } = argType;
  if (typeof type !== 'object' || type.name !== 'union') return argType;
  const members = type.value.filter(
    (member) => !(member.name === 'other' && member.value === 'undefined'),
  );
  const summary = type.raw?.replace(/\s*\|\s*undefined\b/, '') ?? table?.type?.summary;
  return {
    ...argType,
    type: asOne(members, summary),
    table: { ...table, ...(summary ? { type: { summary } } : {}) },
  };
}

/** One member stands for itself; several texts are a choice; anything else stays a union. */
function asOne(members: SBType[], raw: string | undefined): SBType {
  const [first] = members;
  if (first && members.length === 1) return first;
  const texts = members.map((member) =>
    member.name === 'literal' || member.name === 'other' ? String(member.value) : '',
  );
  return texts.every((text) => /^(['"]).*\1$/.test(text))
    ? { name: 'enum', value: texts.map((text) => text.slice(1, -1)) }
    : { name: 'union', value: members, ...(raw ? { raw } : {}) };
}
