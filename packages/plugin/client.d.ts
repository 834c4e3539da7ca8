/** The plugin class of the classic client lane; NocoBase makes the instance. */
declare const SidanClientPlugin: new (options: unknown, app: unknown) => { load(): Promise<void> };
export default SidanClientPlugin;
