/** What the learnt weights cannot know: slang younger than their texts, idioms that say the opposite of their words, emoticons. */

interface Entry { pattern: RegExp; shift: number }

const entry = (shift: number, pattern: string, flags = 'gu'): Entry => ({ pattern: new RegExp(pattern, flags), shift });

/** Shifts of the log-odds, set by hand: 2 takes an undecided text to 88 %. First entries go first and use their words up. Patterns are in small letters and simplified characters. */
const ENTRIES: readonly Entry[] = [
  entry(3.5, '(?:从来?|未曾?|从未|没有?|不会|绝不)(?:有|没|没有|未)?(?:让|令|使|叫)[^，。！？,.!? ]{0,4}(?:失望|后悔)过?|(?:从来?没有?|从未|从不|没有?|不会|绝不)(?:失望|后悔|踩雷|翻车|出过?错|踩坑)过?'),
  entry(2.5, '绝绝子|yyds|永远的神|神仙(?:单品|产品|颜值|水乳)|天花板|封神|真香|太可了|爱了爱了|狠狠爱住|拿捏住?了|无限回购|闭眼入|吹爆|宝藏(?:店|品牌|产品|单品)|无可挑剔|挑不出毛病|没得挑|香爆|绝杀|赢麻了'),
  entry(1.5, '种草|安利|良心(?:价|品牌|商家|店)|物超所值|值回票价|给力|6{3,}|奥利给'),
  entry(-3, '(?:再也|绝对|以后|下次|坚决|永远)(?:不会|不再|不想|不|没法)再?(?:买|来|去|回购|光顾|推荐|吃|用)了?|不会再(?:买|来|去|回购|光顾|推荐)了?'),
  entry(-4, '翻车|智商税|割韭菜|大?冤种|塌房|拉胯|辣鸡|踩雷|避雷|踩坑|避坑|劝退|退退退|下头|货不对板|黑心|坑爹|坑人|一言难尽|糟心|栓q|绷不住了'),
  entry(-1.5, '拔草|鸡肋|无语|呵呵|就这[?？]|吐了|翻脸|敷衍|套路'),
  entry(3, String.raw`\b(?:never (?:once )?(?:disappoint|fail|let)\w*|(?:couldn't|can't|could not) (?:be happier|be better|fault|recommend (?:it|this|them) enough)|not disappointed|no complaints?|not (?:too |so |that |half )?bad|can't go wrong)\b`),
  entry(2, String.raw`\b(?:game[- ]changer|chef's kiss|top[- ]notch|must[- ]have|holy grail|life ?saver|second to none|hits different|goated|slaps)\b`),
  entry(-2.5, String.raw`\b(?:waste of (?:money|time)|rip[- ]?off|let ?down|never again|scam|dumpster fire|train ?wreck|overhyped|not worth|left a lot to be desired|could have been better|stay away)\b`),
];

const EMOTICON_SHIFT = 1.5;
const POSITIVE = /[😀😃😄😁😊😍🥰😘👍👏💕💖💯🎉🙌😋🤩🥳😎❤♥✨🌹]|\[(?:爱你|哈哈|嘻嘻|赞|鼓掌|good|太开心|心|可爱|偷笑|亲亲|给力|威武|花心|呵呵|耶|ok|握手|酷|害羞|礼物|蛋糕|玫瑰|爱心|强|呲牙|微笑|憨笑)\]|(?<![\w:]):-?[)d](?!\w)|(?<!\w);-?\)|<3|\^_?\^/gu;
const NEGATIVE = /[😡🤬😠😤👎💔😢😞😔😒🙄🤮🤢😩😫😖😣💩]|\[(?:泪|怒|抓狂|衰|弱|晕|吐|生病|失望|怒骂|悲伤|鄙视|可怜|委屈|哼|伤心|流泪|大哭|发怒|难过|打脸|汗|困|感冒|黑线|崩溃)\]|(?<![\w:]):'?-?\((?!\w)|t_t|qaq|>_</gu;
/** However many there are, they say no more than this. */
const MOST = 5;

export interface Overlay { shift: number; evidence: string[]; rest: string }

/** Shift of the log-odds, what caused it, and the text without it. The text is a normalised one. */
export function overlay(text: string): Overlay {
  const evidence: string[] = [];
  let shift = 0;
  let rest = text;
  const take = (pattern: RegExp, by: number, instead: string): void => {
    rest = rest.replaceAll(pattern, (found) => { evidence.push(found); shift += by; return instead; });
  };
  take(POSITIVE, EMOTICON_SHIFT, ' ');
  take(NEGATIVE, -EMOTICON_SHIFT, ' ');
  for (const { pattern, shift: by } of ENTRIES) take(pattern, by, ' ');
  return { shift: Math.max(-MOST, Math.min(MOST, shift)), evidence, rest };
}
