/** ISO 3166-1 alpha-2. */
const CODES = 'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(' ');

/** What files write instead of a country's name in CLDR. */
const ALSO: Readonly<Record<string, string>> = {
  eire: 'IE', usa: 'US', 'united states of america': 'US', uk: 'GB', 'great britain': 'GB', england: 'GB', scotland: 'GB', wales: 'GB', 'northern ireland': 'GB',
  rsa: 'ZA', 'hong kong': 'HK', 香港: 'HK', macau: 'MO', macao: 'MO', 澳门: 'MO', 澳門: 'MO', korea: 'KR', 'republic of korea': 'KR', 'south korea': 'KR', holland: 'NL', 'the netherlands': 'NL',
  'czech republic': 'CZ', turkey: 'TR', uae: 'AE', burma: 'MM', 'ivory coast': 'CI', 'cape verde': 'CV', swaziland: 'SZ', macedonia: 'MK', 'mainland china': 'CN', prc: 'CN', 大陆: 'CN', 大陸: 'CN', 中国大陆: 'CN', 中國大陸: 'CN', 台湾: 'TW', 臺灣: 'TW',
};

const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/&/g, 'and').replace(/\s+/g, ' ').trim();

function buildNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const language of ['en', 'zh-Hans', 'zh-Hant']) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of CODES) names.set(plain(display.of(code) ?? code), code);
  }
  for (const code of CODES) names.set(code.toLowerCase(), code);
  for (const [name, code] of Object.entries(ALSO)) names.set(plain(name), code);
  return names;
}

let names: ReadonlyMap<string, string> | undefined;

/** The code of a country named in English or Chinese, or by its code; null for what is none ("Unspecified", "Channel Islands"). */
export const countryCode = (text: string): string | null => (names ??= buildNames()).get(plain(text)) ?? null;
