import type { Player } from 'coplay';
import { createElement, createRef, type ReactNode, type SyntheticEvent } from 'react';
import { expect, fn, spyOn } from 'storybook/test';
import type { ConformanceCase, ConformanceProps } from './conformance-cases.tsx';

/** Where a component is rendered for the checks. */
export interface ConformanceStage {
  readonly player: Player;
  /** Renders at once, in place of what was rendered before. */
  show(node: ReactNode): void;
}

const TITLE = 'conforms';

/** Checks that a component takes what every part takes: ref, rest props, className, style, render, data-*, handlers. */
export async function describeConformance(
  name: string,
  renderPart: ConformanceCase['renderPart'],
  expectations: Omit<ConformanceCase, 'renderPart'>,
  { player, show }: ConformanceStage,
): Promise<void> {
  function mount(props: ConformanceProps): HTMLElement {
    show(null);
    show(renderPart({ title: TITLE, ...props }, player));
    const found = [...document.querySelectorAll<HTMLElement>(`[title="${TITLE}"]`)];
    if (found.length !== 1) throw new Error(`${name}: ${found.length} elements have its title.`);
    return found[0] as HTMLElement;
  }

  const plain = mount({});
  await expect(plain.localName, name).toBe(expectations.tag);
  for (const [attribute, value] of Object.entries(expectations.attributes))
    await expect([name, attribute, plain.getAttribute(attribute)]).toEqual([
      name,
      attribute,
      value,
    ]);
  const ownClass = plain.className;
  await expect(ownClass, name).toMatch(/\bcoplay-/);
  const content = plain.childElementCount;

  await checkRefs();
  await checkLooks();
  await checkRender();
  await checkHandlers();
  show(null);

  async function checkRefs(): Promise<void> {
    const object = createRef<HTMLElement>() as ReturnType<typeof createRef<null>>;
    const root = mount({ ref: object });
    await expect(object.current, name).toBe(root);
    const callback = fn();
    const other = mount({ ref: callback });
    await expect(object.current, name).toBe(null);
    await expect(callback, name).toHaveBeenLastCalledWith(other);
    show(null);
    await expect(callback, name).toHaveBeenLastCalledWith(null);
  }

  async function checkLooks(): Promise<void> {
    const byValue = mount({ className: 'of-the-host', style: { outlineOffset: 7 } });
    await expect(byValue, name).toHaveClass('of-the-host', ...ownClass.split(' '));
    await expect(byValue.style.outlineOffset, name).toBe('7px');
    const states: object[] = [];
    const byFunction = mount({
      className: (state) => {
        states.push(state);
        return `keys-${Object.keys(state).join('-')}`;
      },
      style: (state) => ({ outlineOffset: Object.keys(state).length }),
    });
    const state = states.at(-1) ?? {};
    const keys = Object.keys(state);
    await expect(byFunction, name).toHaveClass(`keys-${keys.join('-')}`, ...ownClass.split(' '));
    await expect(byFunction.style.outlineOffset, name).toBe(`${keys.length}px`);
    // Each key of the state is an attribute.
    for (const [key, value] of Object.entries(state)) {
      const shown = value === true ? '' : value === false ? undefined : value;
      await expect([name, key, byFunction.dataset[key]]).toEqual([name, key, shown]);
    }
  }

  async function checkRender(): Promise<void> {
    const [own, inner] = [createRef<HTMLElement>(), createRef<HTMLElement>()];
    const ref = own as ReturnType<typeof createRef<null>>;
    const element = createElement('section', { ref: inner, className: 'inner', lang: 'en' });
    const byElement = mount({ ref, render: element, className: 'outer' });
    await expect(byElement.localName, name).toBe('section');
    await expect(byElement, name).toHaveClass('inner', 'outer', ...ownClass.split(' '));
    await expect(byElement.lang, name).toBe('en');
    await expect([own.current, inner.current], name).toEqual([byElement, byElement]);
    await expect(byElement.childElementCount, name).toBe(content);
    const seen = fn();
    const byFunction = mount({
      ref,
      render: (props, state) => {
        seen(state);
        return createElement('section', { ...props, lang: 'de' });
      },
    });
    await expect([byFunction.localName, byFunction.lang], name).toEqual(['section', 'de']);
    await expect(own.current, name).toBe(byFunction);
    await expect(byFunction.childElementCount, name).toBe(content);
    await expect(seen, name).toHaveBeenCalledWith(expect.any(Object));
  }

  /** A handler of the host runs before the one of the part, which does not run if the host prevents the default. */
  async function checkHandlers(): Promise<void> {
    const { event, trigger, calls, loaded } = expectations.handler ?? {
      event: 'onClick' as const,
      trigger: (root: HTMLElement) => root.click(),
      calls: undefined,
      loaded: undefined,
    };
    const order: string[] = [];
    const targets = {
      requestFullscreen: HTMLElement.prototype,
      focus: HTMLElement.prototype,
    } as Record<string, object>;
    const spy =
      calls &&
      spyOn((targets[calls] ?? player) as Record<string, () => unknown>, calls).mockImplementation(
        () => void order.push('part'),
      );
    const expected = calls ? ['host', 'part', 'host'] : ['host', 'host'];
    const hears = mount({ [event]: () => order.push('host') });
    await loaded?.(hears);
    trigger(hears);
    const prevents = mount({
      [event]: (given: SyntheticEvent) => {
        order.push('host');
        given.preventDefault();
      },
    });
    await loaded?.(prevents);
    trigger(prevents);
    spy?.mockRestore();
    await expect([name, ...order]).toEqual([name, ...expected]);
  }
}
