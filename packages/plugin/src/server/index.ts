export { default, SidanPlugin } from './plugin';
