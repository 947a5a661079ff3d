import { describe, expect, it } from 'vitest';
import { causeOf, oneLine, replyIn, statusIn } from './mail-status.ts';

describe('Why a message did not arrive', () => {
  it.each([
    ['5.1.1', 'address'], ['5.1.2', 'address'], ['5.1.10', 'address'], ['5.2.1', 'address'], ['5.4.1', 'address'], ['5.4.4', 'address'], ['5.7.17', 'address'],
    ['5.2.2', 'mailbox'], ['4.2.2', 'mailbox'], ['4.4.1', 'mailbox'], ['5.4.7', 'mailbox'], ['4.1.1', 'mailbox'], ['4.0.0', 'mailbox'],
    ['5.3.4', 'size'], ['5.2.3', 'size'], ['5.1.8', 'blocked'], ['5.7.1', 'blocked'], ['4.7.0', 'blocked'], ['5.7.26', 'blocked'], ['5.6.0', 'content'], ['5.5.2', 'content'],
  ])('%s is about the %s', (status, cause) => expect(causeOf(status, '')).toBe(cause));

  it.each([
    ['Exim says 5.0.0 and the truth beside it', '5.0.0', '550-5.1.1 The email account that you tried to reach does not exist.', 'address'],
    ['Exim, too, when a policy refused', '5.0.0', '550 5.7.1 message looks like spam', 'blocked'],
    ['a bare 550 at the recipient', null, '550 No such user here', 'address'],
    ['a bare 550 of QQ about the text', null, '550 Mail content denied. http://service.mail.example/cgi-bin/help', 'blocked'],
    ['a bare 550 of QQ about the sender', null, '550 Ip frequency limited [abc 12.34.56.78]', 'blocked'],
    ['NetEase about spam', null, '554 DT:SPM 163 smtp8,DMCowABHc1', 'blocked'],
    ['a relay that does not know us', null, '554 5.7.1 <anna@mail.example>: Relay access denied', 'blocked'],
    ['a relay that does not know us and gives no status', null, '550 relaying denied', 'blocked'],
    ['a full mailbox without a status', null, '552 Quota exceeded', 'mailbox'],
    ['a domain that takes no mail', null, '556 no mail accepted', 'address'],
    ['only the class', '5.0.0', 'unknown user', 'address'],
    ['nothing at all', null, 'It did not work out.', 'mailbox'],
  ])('reads %s', (_, status, text, cause) => expect(causeOf(status, text)).toBe(cause));

  it('takes neither addresses of machines nor versions for a status', () => {
    expect([statusIn('host 5.1.1.7 said no'), statusIn('from 10.5.1.1'), statusIn('said: 550 5.1.1 no such user')]).toEqual([null, null, '5.1.1']);
    expect([replyIn('from [203.0.113.5]'), replyIn('550-5.1.1 no'), replyIn('in 1550 days'), replyIn('at 3.550 kg')]).toEqual([null, 550, null, null]);
  });

  it('keeps one line of a stranger\'s text, and no half of a character at its end', () => {
    expect(oneLine(' a\r\n\u0000b\u202e <b>c</b>\u2028d ', 12)).toBe('a b <b>c</b>');
    expect([oneLine('茶🍵🍵', 4), oneLine('\ud83c', 9)]).toEqual(['茶🍵', '']);
  });
});
