import {
  type ArgTypes,
  definePreviewAddon,
  type InputType,
  type SBType,
} from 'storybook/internal/csf';
import { type Component, extractComponentProps } from 'storybook/internal/docs-tools';

/** Replaces Storybook's extraction of props. */
export default () => definePreviewAddon({ parameters: { docs: { extractArgTypes: readProps } } });

/**
 * Reads the props of a component and of its subcomponents for the table of props.
 *
 * Optional props have the type `| undefined`, for users with `exactOptionalPropertyTypes`. Storybook reads that as a union and
 * shows a text box. Here `boolean | undefined` is read as `boolean`, which has a switch. A `@default` moves from the sentence to
 * its own column. Functions have no control. A union of texts is shown as a choice.
 */
function readProps(component: Component): ArgTypes {
  const props = extractComponentProps(component, 'props').map(({ propDef }) => {
    const { name, description, required, sbType, type, defaultValue } = propDef;
    const argType = {
      name,
      description,
      type: { required, ...sbType },
      table: {
        ...(type ? { type } : {}),
        ...(defaultValue ? { defaultValue } : {}),
      },
    } as InputType;
    return [name, tidy(namedByWords(withoutUndefined(argType)))] as const;
  });
  return Object.fromEntries(props);
}

function tidy(argType: InputType): InputType {
  const { description, table: given } = argType;
  const summary = given?.type?.summary;
  const isFunction = summary?.includes('=>') ?? false;
  const [tag, byDefault] = /\s*@default\s+(.*)$/s.exec(description ?? '') ?? [];
  const table = { ...(byDefault ? { defaultValue: { summary: byDefault } } : {}), ...given };
  return {
    ...argType,
    table,
    ...(description ? { description: description.replace(tag ?? '', '') } : {}),
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
    type: { ...asOne(members, summary), ...(type.required ? { required: true } : {}) },
    table: { ...table, ...(summary ? { type: { summary } } : {}) },
  };
}

function namedByWords(argType: InputType): InputType {
  const { type, table } = argType;
  if (typeof type !== 'object' || type.name !== 'enum' || table?.type?.summary !== 'union') {
    return argType;
  }
  const words = type.value.map((value) => `'${value}'`).join(' | ');
  return { ...argType, table: { ...table, type: { summary: words } } };
}

/** One member is the type itself, several texts are a choice, and anything else stays a union. */
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
