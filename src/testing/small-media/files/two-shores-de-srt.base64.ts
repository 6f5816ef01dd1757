// Made by `npm run make-media -- small`. Do not edit.
export const base64 =
  'MQowMDowMDowMSwwMDAgLS0+IDAwOjAwOjAzLDUwMApMZWluZW4gbG9zIGFtIEJ1ZyEKCjIKMDA6MDA6MDUsMDAwIC0tPiAwMDowMDowNyw1MDAKWndlaSBVZmVyIHVuZCBlaW4gRmx1w58gZGF6d2lzY2hlbi4KCjMKMDA6MDA6MDksMDAwIC0tPiAwMDowMDoxMSw1MDAKRHLDvGJlbiBzcHJlY2hlbiBzaWUgYW5kZXJzLgo=';
