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

  it('makes the return address from the mailbox, and asks for it where the mailbox does not say', () => {
    const bounces = (environment: Record<string, string>) => readConfig(environment).bounces;
    expect(bounces({})).toEqual({ address: null, imapUrl: null, smtpPort: null });
    expect(bounces({ BOUNCE_IMAP_URL: 'imaps://bounces%40shop.example:a@imap.shop.example' }).address).toBe('bounces+*@shop.example');
    expect(bounces({ BOUNCE_IMAP_URL: 'imaps://bounces%40shop.example:a@imap.shop.example', BOUNCE_ADDRESS: '*@bounce.shop.example' }).address).toBe('*@bounce.shop.example');
    expect(() => bounces({ BOUNCE_IMAP_URL: 'imaps://bounces:a@imap.shop.example' })).toThrow(/BOUNCE_ADDRESS/);
    expect(() => bounces({ BOUNCE_SMTP_PORT: '2525', BOUNCE_ADDRESS: 'bounces@shop.example' })).toThrow(/BOUNCE_SMTP_PORT needs/);
  });

  it.each(['two*of*them@shop.example', 'glued*@shop.example', 'a-name-that-leaves-no-room+*@shop.example', '*', 'a b@shop.example'])('refuses "%s" as a return address', (address) => {
    expect(() => readConfig({ BOUNCE_ADDRESS: address })).toThrow(/BOUNCE_ADDRESS:/);
  });
});
