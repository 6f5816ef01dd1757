// The plugins of size-limit come without declarations.
declare module '@size-limit/esbuild';
declare module '@size-limit/file';
