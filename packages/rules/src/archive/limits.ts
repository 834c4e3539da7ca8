import { LIMITS } from '../limits';

/** Limits on an archive, checked while it is unpacked: nothing that a stranger sent takes more memory than this. */
export const ARCHIVE_LIMITS = {
  /** Of the compressed archive. */
  bytesMax: 2 * 1024 * 1024,
  /** Of the unpacked tar. */
  unpackedBytesMax: 8 * 1024 * 1024,
  /** Of one file. */
  fileBytesMax: LIMITS.fileBytesMax,
  filesMax: 600,
  pathLengthMax: 200,
  pathDepthMax: 5,
} as const;
