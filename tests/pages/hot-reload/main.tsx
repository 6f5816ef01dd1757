import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

declare global {
  interface Window {
    /** Number of hot updates of this page. */
    hotUpdates: number;
  }
}

window.hotUpdates = 0;
import.meta.hot?.on('vite:afterUpdate', () => {
  window.hotUpdates += 1;
});

const query = new URLSearchParams(location.search);
const connection = { baseUrl: query.get('baseUrl') ?? '' };
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App connection={connection} />
    </StrictMode>,
  );
