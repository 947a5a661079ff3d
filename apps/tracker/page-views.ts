/** Calls back at the first page and at every change of address within it. */
export function watchPages(view: (referrer: string) => void): void {
  let last = '';
  const look = (referrer: string, always?: boolean): void => {
    const address = location.pathname + location.search;
    if (address === last && !always) return;
    last = address;
    view(referrer);
  };
  let here = location.href;
  const changed = (): void => {
    const before = here;
    here = location.href;
    // Frameworks set the title after the address.
    setTimeout(() => look(before), 20);
  };
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function replaced(this: History, ...values: Parameters<History['pushState']>) {
      original.apply(this, values);
      changed();
    };
  }
  addEventListener('popstate', changed);
  // Back from the browser's memory: the page did not load, and is seen again.
  addEventListener('pageshow', (event) => event.persisted && look(document.referrer, true));
  look(document.referrer);
}

/** Calls back when a link to another site is followed. */
export function watchOutbound(followed: (url: string) => void): void {
  const listen = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.('a[href]') as HTMLAnchorElement | null;
    if (link && /^http/.test(link.protocol) && link.host !== location.host && event.button < 2) followed(link.href);
  };
  addEventListener('click', listen, true);
  addEventListener('auxclick', listen, true);
}
