import { locale } from '../assets';

/** A text of the demo's commands, which speak Chinese. */
export const say = (key: string): string => locale('zh-CN')[key] ?? key;
