import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import '@mantine/core/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiFault } from './api.ts';
import './kit/tokens.css';
import { theme, variables } from './kit/theme.ts';
import { startWords } from './shell/i18n.ts';
import { APPEARANCE_KEY } from './shell/remembered.ts';
import { makeRouter } from './shell/router.tsx';

/** Only what may succeed by waiting is asked again; a refusal that needs the reader is shown at once. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiFault && error.next === 'retry',
      refetchOnWindowFocus: false,
    },
  },
});

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element #root.');
await startWords();
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: APPEARANCE_KEY })}
    >
      <QueryClientProvider client={queries}>
        <Suspense>
          <RouterProvider router={makeRouter(queries)} />
        </Suspense>
        <Notifications position="bottom-right" />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
