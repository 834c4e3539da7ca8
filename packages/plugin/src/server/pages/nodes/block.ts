import type { FlowNode } from './types';

/** One of our own blocks (`src/client-v2/models`). */
export const block = (uid: string, use: string, title?: string): FlowNode => ({
  uid,
  use,
  ...(title ? { stepParams: { cardSettings: { titleDescription: { title } } } } : {}),
});
