import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = ['#eef1fc', '#dbe1f8', '#b6c2f0', '#8ea1e8', '#6d85e1', '#4a66df', '#2f4fc6', '#2a46b1', '#243c98', '#1c3078'];
const better: MantineColorsTuple = ['#e0f1ef', '#c4e5e1', '#93d0c9', '#5db9af', '#33a59a', '#17958a', '#0a766f', '#086862', '#065650', '#04423e'];
const worse: MantineColorsTuple = ['#fbeadd', '#f7d6bd', '#f0b48a', '#f0935a', '#e07b3c', '#c4621c', '#a84c08', '#964306', '#7c3704', '#5f2a03'];
const gray: MantineColorsTuple = ['#f8f7f4', '#f1efea', '#e8e5de', '#dcd8cf', '#c9c5ba', '#a6a39b', '#6f7079', '#50525b', '#35373e', '#1f2126'];
const dark: MantineColorsTuple = ['#e9eaee', '#c3c6cf', '#a9adb8', '#6c707c', '#454954', '#30333c', '#22242b', '#1a1c21', '#15171b', '#121317'];

/** Mantine speaks in the tokens of tokens.css, so that a page can use either and look the same. */
export const theme = createTheme({
  colors: { accent, better, worse, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  lineHeights: { xs: 'var(--leading)', sm: 'var(--leading)', md: 'var(--leading)', lg: 'var(--leading)', xl: 'var(--leading)' },
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: 'var(--leading-title)' },
      h2: { fontSize: '1.125rem', lineHeight: 'var(--leading-title)' },
      h3: { fontSize: '1rem', lineHeight: 'var(--leading-title)' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '7px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { fw: 550 } },
    Modal: { defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.35 } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', position: 'bottom-start' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
});

export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--worse)',
  };
  return { variables: { '--mantine-line-height': 'var(--leading)' }, light: shared, dark: shared };
};
