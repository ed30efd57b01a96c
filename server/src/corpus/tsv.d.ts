// Tables of facts are bundled as text (esbuild.mjs).
declare module '*.tsv' {
  const text: string;
  export default text;
}
