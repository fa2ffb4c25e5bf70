import { defineConfig } from 'vite';
import settings from '../vite.config.ts';

/** What is measured is built as the server is: the same settings, other beginnings. */
export default defineConfig((env) => {
  const { build, ...others } = settings(env);
  return {
    ...others,
    build: {
      ...build,
      outDir: 'build/bench',
      rollupOptions: { ...build?.rollupOptions, input: { main: 'bench/main.ts', serve: 'bench/serve.ts' } },
    },
  };
});
