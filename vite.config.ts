import { defineConfig } from 'vite';

/** Two builds: `vite build` for what browsers get, `vite build --ssr` for the server and the command line. */
export default defineConfig(({ isSsrBuild }) => ({
  logLevel: 'warn',
  publicDir: false,
  // React decides by NODE_ENV, which nobody sets: bundled, it is always the fast one.
  ssr: { noExternal: ['react', 'react-dom'] },
  define: isSsrBuild ? { 'process.env.NODE_ENV': JSON.stringify('production') } : {},
  build: isSsrBuild
    ? {
        outDir: 'build/server',
        target: 'node24',
        sourcemap: true,
        emptyOutDir: true,
        rollupOptions: {
          input: { server: 'src/web/server.ts', hemvist: 'src/cli/main.ts' },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      }
    : {
        outDir: 'build/client',
        manifest: true,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        rollupOptions: { input: 'src/web/client/main.ts' },
      },
}));
