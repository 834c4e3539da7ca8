/** 脱敏：how much of a personal datum a screen may show. A mask holds `*`, which no valid value does. */

/** `13812345678` → `138****5678`; short numbers keep their last two digits. */
export function maskPhone(phone: string): string {
  const value = phone.trim();
  if (value.length >= 11) return `${value.slice(0, 3)}****${value.slice(-4)}`;
  return value.length > 2 ? `${'*'.repeat(value.length - 2)}${value.slice(-2)}` : '**';
}

/** `130982199001011234` → `1309**********1234`. */
export function maskIdNo(idNo: string): string {
  const value = idNo.trim();
  return value.length >= 12
    ? `${value.slice(0, 4)}${'*'.repeat(value.length - 8)}${value.slice(-4)}`
    : '*'.repeat(Math.max(value.length, 4));
}

/** `新华路街道阳光小区3号楼501` → `新华路街道阳******`: enough to see which way it is; of a short one the first half. */
export function maskAddress(address: string): string {
  const all = [...address.trim()];
  const shown = Math.min(6, Math.floor(all.length / 2));
  return all.slice(0, shown).join('') + '*'.repeat(6);
}

/** 王小明 → 王**: for people who see that somebody acted, not who. Names in Latin letters keep the first letter of each word. */
export function maskName(name: string): string {
  const value = name.trim();
  if (/^[\p{Script=Latin} .'-]+$/u.test(value)) return value.replace(/(\p{L})\p{L}+/gu, '$1*');
  const [first = '', ...rest] = [...value];
  return first + '*'.repeat(Math.max(rest.length, 1));
}

export const isMasked = (value: string): boolean => value.includes('*');

/** Mainland mobile numbers, land lines with area code, and short service numbers. */
export const isPhone = (value: string): boolean =>
  /^(1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,5})?|\d{5,8})$/.test(value.trim());

/** GB 11643: eighteen characters with an ISO 7064 MOD 11-2 check character. */
export function isIdNo(value: string): boolean {
  const text = value.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = [...text.slice(0, 17)].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return '10X98765432'[sum % 11] === text[17];
}
