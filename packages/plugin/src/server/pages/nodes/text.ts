import { text } from '../../schema/fields';

/** Titles are stored as templates: the host compiles them for each reader, in both lanes. */
export const pageText = (key: string): string => text(`pages.${key}`);

/** A text of the host itself. */
export const hostText = (word: string): string => `{{t(${JSON.stringify(word)})}}`;
