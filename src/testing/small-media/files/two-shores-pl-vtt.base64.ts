// Made by `npm run make-media -- small`. Do not edit.
export const base64 =
  'MQowMDowMDowMSwwMDAgLS0+IDAwOjAwOjAzLDUwMApPZGRh5iBjdW3qIGR6aW9ib3e5IQoKMgowMDowMDowNSwwMDAgLS0+IDAwOjAwOjA3LDUwMApEd2EgYnJ6ZWdpLCBhIG1p6mR6eSBuaW1pIHJ6ZWthLgoKMwowMDowMDowOSwwMDAgLS0+IDAwOjAwOjExLDUwMApUYW0gbfN3abkgaW5ueW0gaup6eWtpZW0uCg==';
