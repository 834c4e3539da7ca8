export { default, SidanPlugin } from './plugin';
/** For code that runs in the same host and has a command to give: what the actions and the clocks do. */
export { runCommand } from './commands/run';
