/** What the bundler understands besides TypeScript. */
declare module '*.css';
declare module '*.svg' {
  const url: string;
  export default url;
}
