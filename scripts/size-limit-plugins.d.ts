// The plugins of size-limit have no declarations.
declare module '@size-limit/esbuild';
declare module '@size-limit/file';
