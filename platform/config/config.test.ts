import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTINGS, readConfig } from './config.ts';

describe('The environment', () => {
  it('is written down in the README, every variable of it', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    for (const name of Object.keys(SETTINGS.shape)) expect(readme, name).toContain(`\`${name}\``);
  });

  it('needs nothing, and takes an empty variable for one that is not set', () => {
    expect(readConfig({ SMTP_URL: '', PORT: '' })).toMatchObject({ port: 3000, smtpUrl: null, databaseUrl: null, owner: null, sample: null });
  });

  it('names the variable that is wrong', () => {
    expect(() => readConfig({ PORT: 'eighty' })).toThrow(/PORT:/);
    expect(() => readConfig({ SMTP_URL: 'mail.example' })).toThrow(/SMTP_URL:/);
    expect(() => readConfig({ TRIBUTARY_OWNER_EMAIL: 'a@b.example' })).toThrow(/go together/);
  });
});
