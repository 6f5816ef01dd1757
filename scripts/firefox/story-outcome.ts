/** An event of Storybook's channel, or an error that nothing has caught. */
export interface StoryEvent {
  readonly name: string;
  /** What is known about a failure. */
  readonly messages: readonly string[];
  /** The status of `storyFinished`. */
  readonly status?: string | undefined;
}

/** Events that report a failure. `storyFinished` alone does not tell: a play function that throws ends with it as well. */
export const failures = [
  'playFunctionThrewException',
  'unhandledErrorsWhilePlaying',
  'storyThrewException',
  'storyErrored',
  'configError',
  'storyMissing',
] as const;

/** The events after which nothing else comes. */
export const lastEvents = ['storyFinished', 'storyMissing', 'configError'] as const;

const failing: ReadonlySet<string> = new Set([...failures, 'uncaught']);

/** What was wrong with a story, in the order in which it was reported, each once. Empty for a story that passes. */
export function problemsOf(events: readonly StoryEvent[]): string[] {
  const problems = events.flatMap(({ name, messages, status }) => {
    if (failing.has(name)) return messages.length > 0 ? messages : [name];
    if (name !== 'storyFinished' || status === 'success') return [];
    return messages;
  });
  const finished = events.find(({ name }) => name === 'storyFinished');
  if (problems.length === 0 && finished && finished.status !== 'success')
    return ['The story has failed, and Storybook does not say why.'];
  if (problems.length === 0 && !finished) return ['The story did not finish.'];
  return [...new Set(problems)];
}
