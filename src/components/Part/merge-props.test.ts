import { describe, expect, it, vi } from 'vitest';
import { joinClass, mergeProps, resolve, stateAttributes } from './merge-props.ts';

describe('mergeProps', () => {
  it('joins class names and styles', () => {
    expect(
      mergeProps(
        { className: 'ours', style: { color: 'red', width: 1 } },
        { className: 'theirs', style: { color: 'blue' } },
      ),
    ).toEqual({ className: 'ours theirs', style: { color: 'blue', width: 1 } });
  });

  it('keeps our values when the host passes none', () => {
    expect(mergeProps({ className: 'ours', id: 'a' }, { className: undefined })).toEqual({
      className: 'ours',
      id: 'a',
    });
  });

  it('lets other props of the host win', () => {
    expect(mergeProps({ title: 'ours' }, { title: 'theirs' })).toEqual({ title: 'theirs' });
  });

  it('keeps our handler when the host passes undefined', () => {
    const ours = vi.fn();
    const { onClick } = mergeProps({ onClick: ours }, { onClick: undefined });
    (onClick as (event: object) => void)({ defaultPrevented: false });
    expect(ours).toHaveBeenCalledTimes(1);
  });

  it('skips our handler when an element inside has handled the event, without a handler of the host too', () => {
    const ours = vi.fn();
    const { onKeyDown } = mergeProps({ onKeyDown: ours }, {});
    (onKeyDown as (event: object) => void)({ defaultPrevented: true });
    expect(ours).not.toHaveBeenCalled();
  });
});

describe('joinClass', () => {
  it('adds ours to a value and to a function of the state', () => {
    expect(resolve(joinClass('ours', 'theirs'), {})).toBe('ours theirs');
    expect(
      resolve(
        joinClass('ours', (state: { a: string }) => state.a),
        { a: 'x' },
      ),
    ).toBe('ours x');
    expect(resolve(joinClass('ours', undefined), {})).toBe('ours');
  });
});

describe('stateAttributes', () => {
  it('writes flags without a value, other values as they are, and leaves out what is off or unknown', () => {
    expect(
      stateAttributes({ muted: true, paused: false, engine: undefined, playerRole: 'music' }),
    ).toEqual({ 'data-muted': '', 'data-player-role': 'music' });
  });
});
