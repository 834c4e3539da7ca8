/** Names that the host and both client lanes must agree on; the host's `this.name` is the package name for a third-party plugin. */
export const PACKAGE = '@sidan/plugin-sidan';

/** The i18n namespace under which the host serves `dist/locale/<lang>.json`. */
export const NAMESPACE = PACKAGE;
