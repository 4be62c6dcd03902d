import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The built app is embedded in the toguna binary and served under a policy that allows no inline script or style.
export default defineConfig({
  plugins: [svelte()],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: { host: '127.0.0.1', proxy: { '/api': { target: process.env.TOGUNA ?? 'http://127.0.0.1:8420' } } },
});
