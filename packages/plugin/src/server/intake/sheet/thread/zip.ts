import { inflateRawSync } from 'node:zlib';
import { SHEET_LIMITS } from '../limits';

/**
 * Whether a workbook unpacks to what may be unpacked: every part is inflated here once, with a limit that the inflater itself keeps, before a library is given the
 * file; sizes that the archive claims for itself are believed of none.
 */
export function checkZip(bytes: Buffer): 'SHEET_TOO_LARGE' | 'SHEET_BROKEN' | 'SHEET_KIND' | null {
  // The end of central directory: 22 bytes and a comment of at most 64 KB.
  const from = Math.max(0, bytes.length - 22 - 0xffff);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < from || end + 22 > bytes.length) return 'SHEET_BROKEN';
  const count = bytes.readUInt16LE(end + 10);
  if (count > SHEET_LIMITS.partsMax) return 'SHEET_TOO_LARGE';
  let left = SHEET_LIMITS.unpackedBytesMax;
  let at = bytes.readUInt32LE(end + 16);
  let workbook = false;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return 'SHEET_BROKEN';
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    workbook ||= bytes.toString('latin1', at + 46, at + 46 + bytes.readUInt16LE(at + 28)) === 'xl/workbook.xml';
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== 0x04034b50) return 'SHEET_BROKEN';
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (start + packed > bytes.length || (method !== 0 && method !== 8)) return 'SHEET_BROKEN';
    const size = method === 0 ? packed : unpackedSize(bytes.subarray(start, start + packed), left);
    if (size === null) return 'SHEET_BROKEN';
    left -= size;
    if (left < 0) return 'SHEET_TOO_LARGE';
  }
  return workbook ? null : 'SHEET_KIND';
}

/** More than `left` where the inflater stopped at it; null for what is no deflated data. */
function unpackedSize(packed: Buffer, left: number): number | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: left + 1 }).length;
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? left + 1 : null;
  }
}
