import type { Plugin } from '@nocobase/server';

declare const SidanPlugin: typeof Plugin;
export default SidanPlugin;
