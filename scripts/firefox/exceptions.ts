/** Stories that cannot pass in Firefox, by id, and why. Each is a limit of Firefox, not of coplay. */
export const exceptions: Readonly<Record<string, string>> = {
  'internal-requests--to-another-origin': 'WebDriver BiDi of Firefox does not report WebSockets.',
};
