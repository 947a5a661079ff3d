/** Words that hold sentences together and name nothing; they are no terms. Small and simplified. */
const CHINESE = `的 了 是 在 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 这个 那个 这些 那些 他 她 它 们 我们 你们 他们
 吗 呢 吧 啊 呀 哦 嗯 与 及 或 但 但是 而 而且 因为 所以 如果 虽然 还 还是 还有 再 又 才 只 只是 就是 可以 能 能够 让 把 被 给 对 对于 从 向 跟 比 为 为了 以 以及
 什么 怎么 为什么 哪 哪里 谁 多 多少 几 个 些 点 一点 一下 一些 一样 一直 已经 然后 之后 之前 时候 现在 非常 比较 真的 真 太 更 最 得 地 过 来 没 个人 不是 不会 不能 觉得 感觉 知道 其实 可能 应该 需要`;
const ENGLISH = `a an the and or but if then else of in on at to from by with for as about into over after before between through during without within
 is am are was were be been being do does did done have has had having will would can could shall should may might must i you he she it we they me him her us them my your his its our their
 this that these those there here what which who whom whose when where why how all any both each few more most other some such no nor not only own same so than too very just also
 i'm it's don't didn't can't won't isn't wasn't i've i'd i'll that's they're you're he's she's we're doesn't couldn't wouldn't haven't hasn't hadn't aren't weren't get got one really much many even still up out off down again once because while until`;

const words = new Set(`${CHINESE} ${ENGLISH}`.split(/\s+/));

export const isFunctionWord = (word: string): boolean => words.has(word);

/** A term names something: no function word, no bare number, not one Han character or Latin letter alone. */
export const isTerm = (word: string): boolean => word.length > 1 && !words.has(word) && !/^[\p{N}.,%]+$/u.test(word);
