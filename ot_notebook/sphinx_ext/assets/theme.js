// Loaded before the page is painted: the colours that the reader chose, or the system's.
(() => {
  const stored = () => {
    try {
      return localStorage.getItem('mode');
    } catch {
      return null; // storage is switched off
    }
  };
  const mode = ['light', 'dark'].includes(stored()) ? stored() : 'auto';
  const dark = mode === 'dark' || (mode === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mode = mode;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
