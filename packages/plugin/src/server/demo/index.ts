/** 示范县：the demo county: its data come from a folder, its orders from the plugin's own commands. */
export { registerDemoCommand } from './command';
export { seedDemo, type DemoHost, type DemoOptions, type DemoResult } from './seed';
export type { DemoAccount } from './accounts';
