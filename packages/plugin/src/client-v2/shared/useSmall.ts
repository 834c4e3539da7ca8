import { Grid } from 'antd';

/** Size of a button in a line: small at a desk, and on a telephone one that a finger meets. */
export const useSmall = (): 'small' | 'middle' => ((Grid.useBreakpoint().md ?? true) ? 'small' : 'middle');
