/** The plugin class of the modern client lane; NocoBase makes the instance. */
declare const SidanClientPlugin: new (options: unknown, app: unknown) => { load(): Promise<void> };
export default SidanClientPlugin;
