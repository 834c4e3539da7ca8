/** What every kind's params may have. */
import type { CommonParams } from '../spec';
import { enumerated } from '../words';
import { phrase, type Phrases, say } from './phrase';

/** A group is said by the rules in it: its name is the author's own, and nobody else's. So are tags, which decide nothing by themselves. */
export const commonPhrases: Phrases<CommonParams> = ({ group, tags }, named, rule) => [
  ...phrase(['group'], group, () => {
    const rivals = named.rivals(rule);
    return rivals.length === 0 ? undefined : say('group', { rules: enumerated(rivals) });
  }),
  ...phrase(['tags'], tags, () => undefined),
];
