/** Who signed what: beside a pack, not of it. */
export const SIGNATURE_FILE = 'signature.json';
