/**
 * Written by hand for this project: sentences that state and do not judge, and short ones that judge. The words of
 * opinion-words.ts and what a text without them must reach were chosen on `choosing`; `testing` was written before the choice and looked at after it.
 */
export interface Statements { plain: readonly string[]; good: readonly string[]; bad: readonly string[] }

export const choosing: Statements = {
  plain: [
    '今天开会讨论了预算', '我昨天买了一个杯子', '快递明天下午送到', '会议改到周三上午十点', '他住在三楼', '这款手机有三种颜色', '门店营业时间是早上九点到晚上八点',
    '请问什么时候发货', '我在地铁上看手机', '这个月有三十一天', '下单后四十八小时内发出', '老师让我们写一篇作文', '冰箱放在厨房左边', '包裹里有两件衣服和一张发票', '我们公司在上海有两个办公室', '系统将于今晚更新',
    '他昨天去北京出差了', '衣服是蓝色的', '晚上吃的面条', '快递还没到',
    '今天開會討論了預算', '我昨天買了一個杯子', '捷運站出口在右手邊', '包裹預計星期五送達', '這件外套有三種尺寸', '我們下午兩點在會議室集合', '請問運費怎麼計算', '她在台北工作', '店裡有販售咖啡和茶', '訂單編號寫在信件裡', '明天下午有一堂課', '這本書一共兩百頁',
    'The parcel arrives on Tuesday', 'I bought a cup yesterday', 'The meeting is at 3 pm', 'We discussed the budget today', 'The store opens at nine', 'This phone comes in three colours', 'When will my order ship?', 'The invoice is attached to the email',
    'He lives on the third floor', 'The box contains two cables and a manual', 'Our office is in Shanghai', 'The train leaves from platform four', 'She works at a bank', 'The report has twelve pages', 'I am looking for a size 42', 'The jacket is made of cotton',
  ],
  good: [
    '很喜欢', '非常好用', '性价比高', '味道不错', '客服很耐心', '衣服很舒服', '推荐购买', '比想象中好', '孩子很喜欢', '物流快', '非常滿意', '品質很好', '會再回購', '服務親切', '好吃',
    'Love it', 'Works great', 'Very comfortable', 'Highly recommend', 'Excellent quality', 'My kids enjoy it', 'Fast and easy', 'Beautiful colour', 'Best coffee in town',
  ],
  bad: [
    '太差了', '质量很差', '不推荐', '味道难吃', '客服不理人', '用两天就坏了', '又贵又难用', '等了很久', '包装破损', '和图片不一样', '非常失望', '品質很爛', '不會再買', '態度惡劣', '難吃',
    'Terrible', 'It broke after a week', 'Very disappointed', 'Do not buy', 'Poor quality', 'The food was cold', 'Rude staff', 'Too expensive', 'It does not work',
  ],
};

export const testing: Statements = {
  plain: [
    '我们下周二开项目会议', '她上午去了一趟银行', '订单已经提交', '电影七点开始', '我买了两张去广州的车票', '这台电脑有十六个接口', '快递员把包裹放在门口', '请问还有白色的吗', '桌子长一米二', '妈妈在厨房做饭', '退货需要填写单号', '公司成立于二零一零年',
    '他每天坐公交上班', '这瓶水五百毫升', '我家有两只猫', '活动从周五到周日', '图书馆在学校东门旁边', '会员积分月底到账', '发票抬头写公司名称', '今天是星期四',
    '我們下週二開專案會議', '她早上去了一趟銀行', '火車七點出發', '請問還有白色的嗎', '桌子長一百二十公分', '退貨需要填寫單號', '弟弟在學校打籃球', '這瓶水五百毫升', '活動從週五到週日', '我家有兩隻貓', '公司位於新竹', '今天是星期四',
    'The order was placed this morning', 'The film starts at seven', 'I bought two tickets to Boston', 'Do you have it in white?', 'The table is 120 cm long', 'My mother is cooking dinner', 'The company was founded in 2010', 'He takes the bus to work',
    'The library is next to the school', 'Points are credited at the end of the month', 'Today is Thursday', 'The bottle holds half a litre', 'We have two cats', 'The sale runs from Friday to Sunday', 'I need a copy of the receipt', 'The laptop has four ports',
  ],
  good: [
    '超级满意', '真的很好吃', '做工精细', '发货很快', '手感不错', '值得买', '颜色好看', '老板人很好', '效果明显', '用着很顺手', '很划算', '超級好用', '質感很棒', '出貨迅速', '大推',
    'Really happy with this', 'Great value for money', 'Fits perfectly', 'Delicious food', 'Friendly service', 'Looks amazing', 'I am impressed', 'Super soft', 'Five stars',
  ],
  bad: [
    '质量不行', '真的很难吃', '做工粗糙', '发货太慢', '一股怪味', '千万别买', '不值这个价', '老板态度差', '没有效果', '一用就坏', '上当了', '超級難用', '質感很差', '出貨超慢', '退貨了，不滿意',
    'Really unhappy with this', 'Waste of money', 'Does not fit at all', 'Awful taste', 'Horrible service', 'Looks cheap', 'I regret buying it', 'It smells bad', 'Stopped working after two days',
  ],
};
