import { describe, expect, it } from 'vitest';
import { problemsOf, type StoryEvent } from './story-outcome.ts';

const finished = (status: string, ...messages: string[]): StoryEvent => ({
  name: 'storyFinished',
  status,
  messages,
});

describe('problemsOf', () => {
  it.each<[title: string, events: StoryEvent[], problems: string[]]>([
    ['a story that passes', [finished('success')], []],
    [
      'a play function that throws',
      [{ name: 'playFunctionThrewException', messages: ['a'] }, finished('error')],
      ['a'],
    ],
    [
      'one that throws, and yet finishes with success',
      [{ name: 'playFunctionThrewException', messages: ['a'] }, finished('success')],
      ['a'],
    ],
    [
      'errors that nothing has caught',
      [
        { name: 'uncaught', messages: ['a'] },
        { name: 'unhandledErrorsWhilePlaying', messages: ['a', 'b'] },
        finished('error'),
      ],
      ['a', 'b'],
    ],
    ['a failed report', [finished('error', 'color-contrast: .x')], ['color-contrast: .x']],
    [
      'a failure without a word',
      [finished('error')],
      ['The story has failed, and Storybook does not say why.'],
    ],
    ['a story that does not exist', [{ name: 'storyMissing', messages: [] }], ['storyMissing']],
    ['a story that never ends', [], ['The story did not finish.']],
    [
      'one that never ends after an exception',
      [{ name: 'storyThrewException', messages: ['a'] }],
      ['a'],
    ],
  ])('%s', (_title, events, problems) => {
    expect(problemsOf(events)).toEqual(problems);
  });
});
