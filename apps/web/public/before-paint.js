// Runs before the first paint, so that neither the colours nor the language of the page flash. Keys as in shell/remembered.ts.
(function () {
  var root = document.documentElement;
  var scheme = localStorage.getItem('tributary.appearance') || 'auto';
  var dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  var language = localStorage.getItem('tributary.language');
  if (language) root.lang = language;
})();
