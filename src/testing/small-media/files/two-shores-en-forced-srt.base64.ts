// Made by `npm run make-media -- small`. Do not edit.
export const base64 =
  'MQowMDowMDowNSwwMDAgLS0+IDAwOjAwOjA3LDUwMApGRVJSWTogUklORyBUSEUgQkVMTAo=';
