-- Other currencies that orders came in, and how many of their orders are in no sum of money for want of a rate.
SELECT currency, toUInt32(uniqExact(if(order_id = '', toString(time), order_id))) AS orders,
    toUInt32(uniqExactIf(if(order_id = '', toString(time), order_id), counted = 0)) AS left_out,
    formatDateTime(min(time), '%Y-%m', {zone:String}) AS first, formatDateTime(max(time), '%Y-%m', {zone:String}) AS last
FROM foreign_totals
GROUP BY currency
ORDER BY orders DESC, currency
